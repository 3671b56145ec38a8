#include "experiments/report/titles.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(TitlesTest, NamesOfTheCatalogueHaveTitlesAndOthersStandForThemselves) {
  const Catalogue& catalogue = TestCatalogue();
  EXPECT_EQ(DatasetTitle(catalogue, "cifar100"), "CIFAR-100");
  EXPECT_EQ(DatasetTitle(catalogue, "mine"), "mine");
  EXPECT_EQ(EncoderTitle(catalogue, "vgg19"), "VGG19");
  EXPECT_EQ(EncoderTitle(catalogue, "resnet110"), "ResNet-110");
  EXPECT_EQ(EncoderTitle(catalogue, "vit"), "vit");
  EXPECT_EQ(LabelTitle(catalogue, "speech"), "Speech");
  EXPECT_EQ(LabelTitle(catalogue, "paper_speech"), "Speech (authors' file)");
  EXPECT_EQ(LabelTitle(catalogue, "my_labels"), "my_labels");
  EXPECT_TRUE(SeesScoresOnly(catalogue, "square"));
  EXPECT_FALSE(SeesScoresOnly(catalogue, "pgd"));
  EXPECT_FALSE(SeesScoresOnly(catalogue, "mine"));
  EXPECT_THAT(ProfileTitle(catalogue, "smoke"), ::testing::StartsWith("smoke run: "));
  EXPECT_EQ(ProfileTitle(catalogue, ""), "");
}

TEST(TitlesTest, TheGivenOrderComesFirst) {
  EXPECT_THAT(InOrder({"x", "b", "a", "x", "y", "b"}, {"a", "b", "c"}),
              ElementsAre("a", "b", "x", "y"));
  EXPECT_TRUE(InOrder({}, {"a"}).empty());
  EXPECT_THAT(LabelKindsInOrder(TestCatalogue(), {"mine", "lowdim", "speech", "category"}),
              ElementsAre("category", "speech", "lowdim", "mine"));
}

TEST(TitlesTest, OnlyWhatIsSaidIsJoined) {
  EXPECT_EQ(JoinSentences({"", "Shapes-10", "", "seed 7"}), "Shapes-10. seed 7");
  EXPECT_EQ(JoinSentences({"", ""}), "");
}

}  // namespace
}  // namespace labelrep
