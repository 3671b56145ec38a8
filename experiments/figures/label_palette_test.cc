#include "experiments/figures/label_palette.h"

#include <set>

#include "experiments/tables/titles.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(LabelPaletteTest, CategoryIsBlackAndItsSmoothedFormGrey) {
  const Palette palette = LabelPalette({});
  EXPECT_EQ(palette.Style("Category").color(), "#000000");
  EXPECT_EQ(palette.Style("Smoothed category").color(), "#7f7f7f");
  EXPECT_EQ(palette.Style("Speech").color(), "#D55E00");
}

TEST(LabelPaletteTest, NoUserKindLooksLikeAnotherKind) {
  const Palette palette = LabelPalette({"mine", "yours"});
  std::set<std::string> colors = {palette.Style("mine").color(), palette.Style("yours").color()};
  for (const std::string& kind : PaperLabelKinds()) {
    colors.insert(palette.Style(LabelTitle(kind)).color());
  }
  EXPECT_EQ(colors.size(), 10);
}

}  // namespace
}  // namespace labelrep
