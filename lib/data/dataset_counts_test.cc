#include "lib/data/dataset_counts.h"

#include <filesystem>
#include <string>

#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr DatasetCounts kCounts = {.classes = 2, .train_images = 3, .test_images = 1};

std::string Records(int count) { return std::string(count * (1 + kCifarImageBytes), '\0'); }

// A data set of 2 classes with so many images in its two training files and its test file.
CifarFiles WriteFiles(const std::string& first, const std::string& second,
                      const std::string& test) {
  const std::string folder = ::testing::TempDir() + "/dataset_counts";
  std::filesystem::create_directories(folder);
  EXPECT_OK(WriteFileAtomically(folder + "/batches.meta.txt", "cat\ndog\n"));
  EXPECT_OK(WriteFileAtomically(folder + "/data_batch_1.bin", first));
  EXPECT_OK(WriteFileAtomically(folder + "/data_batch_2.bin", second));
  EXPECT_OK(WriteFileAtomically(folder + "/test_batch.bin", test));
  return FindCifarFiles(folder).value();
}

TEST(DatasetCountsTest, AcceptsTheKnownCounts) {
  EXPECT_OK(CheckCounts(WriteFiles(Records(2), Records(1), Records(1)), kCounts));
}

TEST(DatasetCountsTest, NamesATrainingFileThatWasCutBetweenRecords) {
  EXPECT_THAT(CheckCounts(WriteFiles(Records(1), Records(1), Records(1)), kCounts),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("data_batch_1.bin: 1 images"),
                             HasSubstr("data_batch_2.bin: 1 images"),
                             HasSubstr("expected 3 training images, found 2"))));
}

TEST(DatasetCountsTest, NamesATestFileOfAnotherLength) {
  EXPECT_THAT(CheckCounts(WriteFiles(Records(2), Records(1), Records(2)), kCounts),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("test_batch.bin: 2 images; expected 1 test images, found 2")));
}

TEST(DatasetCountsTest, NamesAFileWithOtherClasses) {
  DatasetCounts ten = kCounts;
  ten.classes = 10;
  EXPECT_THAT(CheckCounts(WriteFiles(Records(2), Records(1), Records(1)), ten),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("batches.meta.txt: 2 class names; expected 10")));
}

TEST(DatasetCountsTest, NamesImagesOfAnotherSize) {
  DatasetCounts large = kCounts;
  large.image_size = 64;
  EXPECT_THAT(CheckCounts(WriteFiles(Records(2), Records(1), Records(1)), large),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("/dataset_counts: images of 32x32 (image_size.txt says"),
                             HasSubstr("expected 64x64"))));
}

TEST(DatasetCountsTest, TellsDamageFromAnotherCount) {
  EXPECT_THAT(CheckCounts(WriteFiles(Records(2) + "x", Records(1), Records(1)), kCounts),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("data_batch_1.bin")));
}

}  // namespace
}  // namespace labelrep
