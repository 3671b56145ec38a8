#include "lib/data/texture.h"

#include <cmath>
#include <set>
#include <string>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(TextureTest, HaveDistinctNames) {
  std::set<std::string> names;
  for (const Texture& texture : Textures()) names.insert(std::string(texture.name));
  EXPECT_EQ(names.size(), Textures().size());
}

TEST(TextureTest, AllButPlainHaveBothColours) {
  for (const TexturePhase& phase :
       {TexturePhase{0, 0, 1}, TexturePhase{0.5, 0.25, 2}, TexturePhase{0.99, 0.99, 3}}) {
    for (const Texture& texture : Textures()) {
      double sum = 0;
      for (int i = -20; i <= 20; ++i) {
        for (int j = -20; j <= 20; ++j) {
          const double ink = texture.ink(i / 20.0, j / 20.0, phase);
          ASSERT_GE(ink, 0) << texture.name;
          ASSERT_LE(ink, 1) << texture.name;
          sum += ink;
        }
      }
      const double share = sum / (41 * 41);
      if (texture.name == "plain") {
        EXPECT_EQ(share, 0);
      } else {
        EXPECT_GT(share, 0.2) << texture.name;
        EXPECT_LT(share, 0.8) << texture.name;
      }
    }
  }
}

TEST(TextureTest, DifferFromEachOther) {
  const TexturePhase phase = {0.3, 0.6, 5};
  for (const Texture& a : Textures()) {
    for (const Texture& b : Textures()) {
      if (&a == &b) continue;
      double difference = 0;
      for (int i = -20; i <= 20; ++i) {
        for (int j = -20; j <= 20; ++j) {
          difference +=
              std::abs(a.ink(i / 20.0, j / 20.0, phase) - b.ink(i / 20.0, j / 20.0, phase));
        }
      }
      EXPECT_GT(difference / (41 * 41), 0.1) << a.name << " and " << b.name;
    }
  }
}

TEST(TextureTest, ThePhaseMovesThePattern) {
  for (const Texture& texture : Textures()) {
    if (texture.name == "plain" || texture.name == "shaded") continue;
    int changed = 0;
    for (int i = -20; i <= 20; ++i) {
      for (int j = -20; j <= 20; ++j) {
        changed += texture.ink(i / 20.0, j / 20.0, {0.1, 0.1, 1}) !=
                   texture.ink(i / 20.0, j / 20.0, {0.6, 0.35, 2});
      }
    }
    EXPECT_GT(changed, 0) << texture.name;
  }
}

}  // namespace
}  // namespace labelrep
