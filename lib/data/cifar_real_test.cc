// The real CIFAR-10 and CIFAR-100: cifar_real_test <a file of CIFAR-10> <a file of CIFAR-100>.
#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

#include "datasets/known_data.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/data/cifar.h"
#include "lib/data/normalization.h"

namespace labelrep {
namespace {

using ::testing::Each;

std::string folders[2];

std::vector<int> ImagesOfEachClass(const ImageSet& images, size_t classes) {
  std::vector<int> counts(classes);
  for (int32_t label : images.labels) ++counts[label];
  return counts;
}

Normalization OfAllImages(const ImageSet& images) {
  std::vector<int64_t> all(images.size());
  std::iota(all.begin(), all.end(), 0);
  return MeasureNormalization(images, all);
}

// The protocol's numbers have four digits.
void ExpectNormalization(const Normalization& found, const Normalization& expected) {
  for (int i = 0; i < kImageChannels; ++i) {
    EXPECT_NEAR(found.mean[i], expected.mean[i], 0.0001) << "mean of channel " << i;
    EXPECT_NEAR(found.std[i], expected.std[i], 0.0001) << "std of channel " << i;
  }
}

TEST(CifarRealTest, Cifar10) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset dataset, ReadCifar(folders[0]));
  LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles files, FindCifarFiles(folders[0]));
  EXPECT_OK(CheckIsKnownData("cifar10", files, dataset.train.sha256));
  EXPECT_THAT(dataset.class_names,
              ::testing::ElementsAre("airplane", "automobile", "bird", "cat", "deer", "dog", "frog",
                                     "horse", "ship", "truck"));
  EXPECT_EQ(dataset.train.size(), 50000);
  EXPECT_EQ(dataset.test.size(), 10000);
  EXPECT_THAT(ImagesOfEachClass(dataset.train, 10), Each(5000));
  EXPECT_THAT(ImagesOfEachClass(dataset.test, 10), Each(1000));
  ExpectNormalization(OfAllImages(dataset.train),
                      {{0.4914, 0.4822, 0.4465}, {0.2470, 0.2435, 0.2616}});
}

TEST(CifarRealTest, Cifar100) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset dataset, ReadCifar(folders[1]));
  LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles files, FindCifarFiles(folders[1]));
  EXPECT_OK(CheckIsKnownData("cifar100", files, dataset.train.sha256));
  ASSERT_EQ(dataset.class_names.size(), 100);
  EXPECT_EQ(dataset.class_names.front(), "apple");
  EXPECT_EQ(dataset.class_names.back(), "worm");
  EXPECT_EQ(dataset.train.size(), 50000);
  EXPECT_EQ(dataset.test.size(), 10000);
  EXPECT_THAT(ImagesOfEachClass(dataset.train, 100), Each(500));
  EXPECT_THAT(ImagesOfEachClass(dataset.test, 100), Each(100));
  ExpectNormalization(OfAllImages(dataset.train),
                      {{0.5071, 0.4865, 0.4409}, {0.2673, 0.2564, 0.2762}});
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  for (int i = 0; i < 2; ++i) {
    if (argc <= i + 1) return 2;
    labelrep::folders[i] = std::filesystem::path(argv[i + 1]).parent_path().string();
  }
  return RUN_ALL_TESTS();
}
