#include "lib/data/train_index.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"
#include "lib/data/cifar.h"
#include "lib/data/cifar_writer.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr int kImages = 30;

// A folder with `kImages` training images, of which two are equal, in either layout.
std::string WriteFolder(const std::string& name, bool is_cifar100) {
  Dataset dataset;
  dataset.class_names = {"cat", "dog"};
  for (int i = 0; i < kImages; ++i) {
    const int image = i == 7 ? 3 : i;
    dataset.train.labels.push_back(image % 2);
    for (int j = 0; j < kCifarImageBytes; ++j)
      dataset.train.pixels.push_back((image * 31 + j) % 251);
  }
  dataset.test = {std::vector<uint8_t>(kCifarImageBytes), {1}, ""};
  const std::string folder = absl::StrCat(testing::TempDir(), "/", name);
  EXPECT_OK(MakeDirectory(folder));
  EXPECT_OK(is_cifar100 ? WriteCifar100Layout(dataset, {{"pet"}, {0, 0}}, folder)
                        : WriteCifar10Layout(dataset, folder));
  return folder;
}

std::vector<int64_t> All() {
  std::vector<int64_t> positions(kImages);
  std::iota(positions.begin(), positions.end(), 0);
  return positions;
}

TEST(TrainIndexTest, IsTheCanonicalOrderAndItsDigest) {
  for (const bool is_cifar100 : {false, true}) {
    const std::string folder = WriteFolder(is_cifar100 ? "whole100" : "whole10", is_cifar100);
    LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset dataset, ReadCifar(folder));
    LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles files, FindCifarFiles(folder));
    LABELREP_ASSERT_OK_AND_ASSIGN(const TrainIndex index, MakeTrainIndex(files));
    EXPECT_EQ(index.sha256(), dataset.train.sha256);
    LABELREP_ASSERT_OK_AND_ASSIGN(const ImageSet images, ReadIndexed(files, index, "", All()));
    EXPECT_EQ(images.pixels, dataset.train.pixels);
    EXPECT_EQ(images.labels, dataset.train.labels);
  }
}

TEST(TrainIndexTest, ReadsTheImagesAskedForInTheOrderAskedFor) {
  const std::string folder = WriteFolder("some", false);
  // The records over several files, one of them with a single one.
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string bytes, ReadFile(folder + "/data_batch_1.bin"));
  const size_t record = kCifarImageBytes + 1;
  ASSERT_OK(WriteFileAtomically(folder + "/data_batch_1.bin", bytes.substr(0, 20 * record)));
  ASSERT_OK(WriteFileAtomically(folder + "/data_batch_2.bin", bytes.substr(20 * record, record)));
  ASSERT_OK(WriteFileAtomically(folder + "/data_batch_3.bin", bytes.substr(21 * record)));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset dataset, ReadCifar(folder));
  LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles files, FindCifarFiles(folder));
  LABELREP_ASSERT_OK_AND_ASSIGN(const TrainIndex index, MakeTrainIndex(files));
  const std::vector<int64_t> positions = {29, 0, 13, 13, 7};
  LABELREP_ASSERT_OK_AND_ASSIGN(const ImageSet images, ReadIndexed(files, index, "", positions));
  ASSERT_EQ(images.size(), 5);
  for (size_t i = 0; i < positions.size(); ++i) {
    EXPECT_EQ(images.labels[i], dataset.train.labels[positions[i]]);
    EXPECT_TRUE(std::equal(&images.pixels[i * kCifarImageBytes],
                           &images.pixels[(i + 1) * kCifarImageBytes],
                           &dataset.train.pixels[positions[i] * kCifarImageBytes]));
  }
}

TEST(TrainIndexTest, RefusesTheIndexOfOtherFiles) {
  const std::string folder = WriteFolder("other", false);
  LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles files, FindCifarFiles(folder));
  LABELREP_ASSERT_OK_AND_ASSIGN(const TrainIndex index, MakeTrainIndex(files));
  const std::string file = folder + "/data_batch_1.bin";
  LABELREP_ASSERT_OK_AND_ASSIGN(std::string bytes, ReadFile(file));
  bytes[3 * (kCifarImageBytes + 1) + 100] ^= 1;
  ASSERT_OK(WriteFileAtomically(file, bytes));
  EXPECT_THAT(ReadIndexed(files, index, "index.pb", All()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr(file + ": record 3 is another"), HasSubstr("make the"))));
  ASSERT_OK(WriteFileAtomically(file, bytes.substr(kCifarImageBytes + 1)));
  EXPECT_THAT(ReadIndexed(files, index, "index.pb", All()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "index.pb: 30 records and 960 bytes of digests; expected 29"));
}

TEST(TrainIndexTest, RefusesADamagedIndex) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles files,
                                FindCifarFiles(WriteFolder("damaged", false)));
  LABELREP_ASSERT_OK_AND_ASSIGN(TrainIndex index, MakeTrainIndex(files));
  index.set_records(4, kImages);
  EXPECT_THAT(
      ReadIndexed(files, index, "index.pb", {0}),
      StatusIs(absl::StatusCode::kInvalidArgument, "index.pb: record 30; expected 0 to 29"));
  index.mutable_record_sha256()->pop_back();
  EXPECT_THAT(ReadIndexed(files, index, "index.pb", {0}),
              StatusIs(absl::StatusCode::kInvalidArgument, "959 bytes of digests"));
}

}  // namespace
}  // namespace labelrep
