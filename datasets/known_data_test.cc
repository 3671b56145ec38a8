#include "datasets/known_data.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/data/cifar_writer.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// Two images where the data set has 60,000.
CifarFiles SmallFolder() {
  Dataset dataset;
  dataset.class_names = {"one", "two"};
  for (ImageSet* images : {&dataset.train, &dataset.test}) {
    images->pixels.assign(kCifarImageBytes, 7);
    images->labels = {1};
  }
  const std::string folder = testing::TempDir() + "/small";
  EXPECT_OK(WriteCifar10Layout(dataset, folder));
  return FindCifarFiles(folder).value();
}

TEST(KnownDataTest, OtherImagesAreRefusedByFolderAndSplit) {
  EXPECT_THAT(
      CheckIsKnownData("cifar10", SmallFolder(), "5f"),
      StatusIs(
          absl::StatusCode::kFailedPrecondition,
          AllOf(HasSubstr("/small: its training images have the SHA-256 5f; expected e47348e9"),
                HasSubstr("under another name"))));
}

TEST(KnownDataTest, TestImagesAreLookedAtToo) {
  EXPECT_THAT(CheckIsKnownData("cifar10", SmallFolder(),
                               "e47348e92e1b30ac0f7c8442987cf05d07f7556eaf7a09b8fae52543df7266c6"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("its test images have"), HasSubstr("expected c601bf85"))));
}

TEST(KnownDataTest, OfOtherNamesNothingIsExpected) {
  EXPECT_OK(CheckIsKnownData("mine", SmallFolder(), "5f"));
}

}  // namespace
}  // namespace labelrep
