#include "lib/viz/palette.h"

#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(PaletteTest, FixedColorsAreGivenAndSolid) {
  const Palette palette({{"category", "#000000"}, {"speech", "#D55E00"}}, {"mine"});
  EXPECT_EQ(palette.Style("speech").color(), "#D55E00");
  EXPECT_EQ(palette.Style("speech").name(), "speech");
  EXPECT_THAT(palette.Style("speech").dash(), IsEmpty());
}

TEST(PaletteTest, FurtherSeriesLookTheSameWhateverAFigureShows) {
  const Palette palette({{"category", "#000000"}}, {"a", "b"});
  const Palette more({}, {"a", "b", "c"});
  EXPECT_EQ(palette.Style("b").SerializeAsString(), more.Style("b").SerializeAsString());
}

TEST(PaletteTest, NoTwoOfManySeriesLookTheSame) {
  std::vector<std::string> names;
  for (int i = 0; i < 16; ++i) names.push_back("kind" + std::to_string(i));
  const Palette palette({}, names);
  std::set<std::string> looks;
  for (const std::string& name : names) {
    Series look = palette.Style(name);
    look.clear_name();
    looks.insert(look.SerializeAsString());
  }
  EXPECT_EQ(looks.size(), names.size());
  EXPECT_THAT(palette.Style("kind4").dash(), ElementsAre(6, 3));
}

TEST(PaletteTest, AFurtherSeriesDoesNotLookLikeAFixedOne) {
  const std::string first = Palette({}, {"a"}).Style("a").color();
  const Palette palette({{"control", first}}, {"a", "b", "c", "d"});
  EXPECT_NE(palette.Style("a").color(), first);
  EXPECT_EQ(palette.Style("d").color(), first);
  EXPECT_THAT(palette.Style("d").dash(), ElementsAre(6, 3));
}

TEST(PaletteTest, ClassesHaveTenColors) {
  const std::set<std::string> colors(ClassColors().begin(), ClassColors().end());
  EXPECT_EQ(colors.size(), 10);
}

TEST(PaletteTest, TheNextDashIsBehindTheSeriesOwn) {
  const Palette palette({{"speech", "#D55E00"}}, {"a", "b", "c", "d", "e"});
  Series solid = palette.Style("speech");
  SetNextDash(1, solid);
  EXPECT_THAT(solid.dash(), ElementsAre(6, 3));
  EXPECT_EQ(solid.color(), "#D55E00");
  Series dashed = palette.Style("e");
  ASSERT_THAT(dashed.dash(), ElementsAre(6, 3));
  SetNextDash(1, dashed);
  EXPECT_THAT(dashed.dash(), ElementsAre(2, 2));
}

TEST(PaletteTest, AnUnknownSeriesIsGreyAndDotted) {
  const Series series = Palette({}, {}).Style("who");
  EXPECT_EQ(series.name(), "who");
  EXPECT_THAT(series.dash(), ElementsAre(1, 2));
}

}  // namespace
}  // namespace labelrep
