#include "experiments/report/label_palette.h"

#include <set>
#include <string>

#include "experiments/report/report_testing.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(LabelPaletteTest, CategoryIsBlackAndItsSmoothedFormGrey) {
  const Palette palette = LabelPalette(TestCatalogue());
  EXPECT_EQ(palette.Style("Category").color(), "#000000");
  EXPECT_EQ(palette.Style("Smoothed category").color(), "#7f7f7f");
  EXPECT_EQ(palette.Style("Speech").color(), "#D55E00");
}

TEST(LabelPaletteTest, NoKindLooksLikeAnother) {
  Catalogue catalogue = TestCatalogue();
  for (const char* kind : {"mine", "yours"}) {
    Catalogue::LabelKind& added = *catalogue.add_labels();
    added.set_name(kind);
    added.set_title(kind);
    added.set_role("user");
  }
  const Palette palette = LabelPalette(catalogue);
  std::set<std::string> styles;
  int kinds = 0;
  for (const Catalogue::LabelKind& kind : catalogue.labels()) {
    if (kind.role() == "authors") continue;
    Series style = palette.Style(kind.title());
    style.clear_name();
    styles.insert(style.SerializeAsString());
    ++kinds;
  }
  EXPECT_EQ(styles.size(), kinds);
}

}  // namespace
}  // namespace labelrep
