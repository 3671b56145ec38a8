#include "experiments/tables/titles.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(TitlesTest, KnownNamesHaveTitlesAndOthersStandForThemselves) {
  EXPECT_EQ(DatasetTitle("cifar100"), "CIFAR-100");
  EXPECT_EQ(DatasetTitle("mine"), "mine");
  EXPECT_EQ(EncoderTitle("vgg19"), "VGG19");
  EXPECT_EQ(EncoderTitle("resnet110"), "ResNet-110");
  EXPECT_EQ(EncoderTitle("vit"), "vit");
  EXPECT_EQ(LabelTitle("speech"), "Speech");
  EXPECT_EQ(LabelTitle("paper_speech"), "Speech (authors' file)");
  EXPECT_EQ(LabelTitle("my_labels"), "my_labels");
}

TEST(TitlesTest, ASmokeRunSaysSo) {
  EXPECT_THAT(ProfileTitle("smoke"), ::testing::StartsWith("smoke run: "));
  EXPECT_THAT(ModelsProfileTitle("smoke"), ::testing::StartsWith("smoke run; "));
}

TEST(TitlesTest, TheGivenOrderComesFirst) {
  EXPECT_THAT(InOrder({"x", "b", "a", "x", "y", "b"}, {"a", "b", "c"}),
              ::testing::ElementsAre("a", "b", "x", "y"));
  EXPECT_TRUE(InOrder({}, {"a"}).empty());
}

}  // namespace
}  // namespace labelrep
