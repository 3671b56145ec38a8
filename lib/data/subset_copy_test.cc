#include "lib/data/subset_copy.h"

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"
#include "lib/data/cifar.h"
#include "lib/data/cifar_writer.h"
#include "lib/data/train_index.h"

namespace labelrep {
namespace {

constexpr int kImages = 30;
constexpr int kSize = 64;  // so that there is a file that says it

// A folder with `kImages` training images.
std::string WriteFolder(const std::string& name, bool is_cifar100) {
  Dataset dataset;
  dataset.class_names = {"cat", "dog"};
  dataset.train.image_size = dataset.test.image_size = kSize;
  for (int i = 0; i < kImages; ++i) {
    dataset.train.labels.push_back(i % 2);
    for (uint64_t j = 0; j < dataset.train.image_bytes(); ++j) {
      dataset.train.pixels.push_back((i * 31 + j) % 251);
    }
  }
  dataset.test.labels = {1};
  dataset.test.pixels.resize(dataset.test.image_bytes());
  const std::string folder = absl::StrCat(testing::TempDir(), "/", name);
  EXPECT_OK(MakeDirectory(folder));
  EXPECT_OK(is_cifar100 ? WriteCifar100Layout(dataset, {{"pet"}, {0, 0}}, folder)
                        : WriteCifar10Layout(dataset, folder));
  return folder;
}

std::string NewFolder(const std::string& name) {
  const std::string folder = absl::StrCat(testing::TempDir(), "/", name);
  EXPECT_OK(MakeDirectory(folder));
  return folder;
}

class SubsetCopyTest : public testing::TestWithParam<bool> {};

TEST_P(SubsetCopyTest, HasTheImagesAskedForAndHolesForTheOthers) {
  const std::string whole = WriteFolder(absl::StrCat("whole", GetParam()), GetParam());
  LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles files, FindCifarFiles(whole));
  LABELREP_ASSERT_OK_AND_ASSIGN(const TrainIndex index, MakeTrainIndex(files));
  const std::string folder = NewFolder(absl::StrCat("some", GetParam()));
  ASSERT_OK(CopySubset(files, index, "", {0, 7, 13, 29}, folder));
  LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles copied, FindCifarFiles(folder));
  const std::vector<int64_t> positions = {29, 0, 13, 7, 7};
  LABELREP_ASSERT_OK_AND_ASSIGN(const ImageSet asked, ReadIndexed(files, index, "", positions));
  LABELREP_ASSERT_OK_AND_ASSIGN(const ImageSet found, ReadIndexed(copied, index, "", positions));
  EXPECT_EQ(found.pixels, asked.pixels);
  EXPECT_EQ(found.labels, asked.labels);
  EXPECT_EQ(found.image_size, kSize);
  for (int64_t position = 0; position < kImages; ++position) {
    if (position == 0 || position == 7 || position == 13 || position == 29) continue;
    EXPECT_THAT(ReadIndexed(copied, index, "", {position}),
                StatusIs(absl::StatusCode::kInvalidArgument, "is another than"));
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset data, ReadCifar(whole, {.read_train = false}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset copy, ReadCifar(folder, {.read_train = false}));
  EXPECT_EQ(copy.test.sha256, data.test.sha256);
}

INSTANTIATE_TEST_SUITE_P(Layouts, SubsetCopyTest, testing::Bool());

TEST(SubsetCopyTest, KeepsTheRecordsOfEachFileInIt) {
  const std::string whole = WriteFolder("several", false);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string bytes, ReadFile(whole + "/data_batch_1.bin"));
  const size_t record = bytes.size() / kImages;
  ASSERT_OK(WriteFileAtomically(whole + "/data_batch_1.bin", bytes.substr(0, 20 * record)));
  ASSERT_OK(WriteFileAtomically(whole + "/data_batch_2.bin", bytes.substr(20 * record, record)));
  ASSERT_OK(WriteFileAtomically(whole + "/data_batch_3.bin", bytes.substr(21 * record)));
  LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles files, FindCifarFiles(whole));
  LABELREP_ASSERT_OK_AND_ASSIGN(const TrainIndex index, MakeTrainIndex(files));
  std::set<int64_t> all;
  for (int64_t i = 0; i < kImages; ++i) all.insert(i);
  const std::string folder = NewFolder("all");
  ASSERT_OK(CopySubset(files, index, "", all, folder));
  for (const std::string name : {"/data_batch_1.bin", "/data_batch_2.bin", "/data_batch_3.bin"}) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const std::string was, ReadFile(whole + name));
    LABELREP_ASSERT_OK_AND_ASSIGN(const std::string is, ReadFile(folder + name));
    EXPECT_EQ(is, was) << name;
  }
  const std::string none = NewFolder("none");
  ASSERT_OK(CopySubset(files, index, "", {}, none));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string hole, ReadFile(none + "/data_batch_1.bin"));
  EXPECT_EQ(hole, std::string(20 * record, '\0'));
}

TEST(SubsetCopyTest, RefusesTheIndexOfOtherFilesAndAFolderThatHasSome) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const CifarFiles files, FindCifarFiles(WriteFolder("own", false)));
  LABELREP_ASSERT_OK_AND_ASSIGN(const TrainIndex index, MakeTrainIndex(files));
  const std::string folder = NewFolder("refused");
  for (const auto spoil : {+[](TrainIndex& i) { i.set_records(3, kImages); },
                           +[](TrainIndex& i) { i.set_records(3, i.records(4)); },
                           +[](TrainIndex& i) { i.mutable_record_sha256()->pop_back(); },
                           +[](TrainIndex& i) { i.Clear(); }}) {
    TrainIndex other = index;
    spoil(other);
    EXPECT_THAT(CopySubset(files, other, "index.pb", {3}, folder),
                StatusIs(absl::StatusCode::kInvalidArgument, "index.pb: is not the index of this"));
    EXPECT_TRUE(std::filesystem::is_empty(folder));
  }
  ASSERT_OK(CopySubset(files, index, "", {3}, folder));
  EXPECT_THAT(CopySubset(files, index, "", {3}, folder),
              StatusIs(absl::StatusCode::kUnavailable, "cannot copy"));
}

}  // namespace
}  // namespace labelrep
