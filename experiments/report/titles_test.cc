#include "experiments/report/titles.h"

#include <set>
#include <string>

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(TitlesTest, NamesOfTheCatalogueHaveTitlesAndOthersStandForThemselves) {
  const Catalogue& catalogue = TestCatalogue();
  EXPECT_EQ(TitleOf(catalogue.datasets(), "cifar100"), "CIFAR-100");
  EXPECT_EQ(TitleOf(catalogue.datasets(), "mine"), "mine");
  EXPECT_EQ(TitleOf(catalogue.encoders(), "vgg19"), "VGG19");
  EXPECT_EQ(TitleOf(catalogue.encoders(), "resnet110"), "ResNet-110");
  EXPECT_EQ(TitleOf(catalogue.encoders(), "vit"), "vit");
  EXPECT_EQ(TitleOf(catalogue.labels(), "speech"), "Speech");
  EXPECT_EQ(TitleOf(catalogue.labels(), "paper_speech"), "Speech (authors' file)");
  EXPECT_EQ(TitleOf(catalogue.labels(), "my_labels"), "my_labels");
  EXPECT_THAT(TitleOf(catalogue.profiles(), "smoke"), ::testing::StartsWith("Smoke run: "));
  EXPECT_EQ(TitleOf(catalogue.profiles(), ""), "");
  EXPECT_TRUE(FindEntry(catalogue.attacks(), "square")->scores_only());
  EXPECT_EQ(FindEntry(catalogue.attacks(), "mine"), nullptr);
}

TEST(TitlesTest, TheGivenOrderComesFirst) {
  EXPECT_THAT(InOrder({"x", "b", "a", "x", "y", "b"}, {"a", "b", "c"}),
              ElementsAre("a", "b", "x", "y"));
  EXPECT_TRUE(InOrder({}, {"a"}).empty());
  EXPECT_THAT(InOrderOf(TestCatalogue().labels(), {"mine", "lowdim", "speech", "category"}),
              ElementsAre("category", "speech", "lowdim", "mine"));
}

TEST(TitlesTest, NamesStandBehindTheTextThatTheyShare) {
  NamesByText names;
  EXPECT_EQ(names.Text(), "");
  names.Add("8 epochs", "Category");
  names.Add("8 epochs", "Speech");
  EXPECT_EQ(names.Text(), "8 epochs");
  names.Add("12 epochs", "Speech");
  names.Add("8 epochs", "Category");
  EXPECT_EQ(names.Text(), "8 epochs (Category, Speech), 12 epochs (Speech)");
  EXPECT_THAT(names.Groups()[0].second, ElementsAre("Category", "Speech"));
}

TEST(TitlesTest, OnlyWhatIsSaidIsJoined) {
  EXPECT_EQ(JoinSentences({"", "Shapes-10", "", "seed 7"}), "Shapes-10. seed 7");
  EXPECT_EQ(JoinSentences({"", ""}), "");
}

TEST(TitlesTest, CategoryIsBlackAndItsSmoothedFormGrey) {
  const Palette palette = LabelPalette(TestCatalogue());
  EXPECT_EQ(palette.Style("Category").color(), "#000000");
  EXPECT_EQ(palette.Style("Smoothed category").color(), "#7f7f7f");
  EXPECT_EQ(palette.Style("Speech").color(), "#D55E00");
}

TEST(TitlesTest, AFileOfTheAuthorsLooksLikeTheKindThatItIsOf) {
  const Palette palette = LabelPalette(TestCatalogue());
  EXPECT_EQ(palette.Style("Speech (authors' file)").color(), palette.Style("Speech").color());
  EXPECT_EQ(palette.Style("BERT (authors' file)").color(), palette.Style("BERT").color());
  EXPECT_NE(palette.Style("BERT").color(), palette.Style("GloVe").color());
}

TEST(TitlesTest, NoKindLooksLikeAnother) {
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
    if (kind.role() == "authors" || kind.role() == "statistics") continue;
    Series style = palette.Style(kind.title());
    style.clear_name();
    styles.insert(style.SerializeAsString());
    ++kinds;
  }
  EXPECT_EQ(styles.size(), kinds);
}

}  // namespace
}  // namespace labelrep
