#include "lib/data/cifar.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Files = std::map<std::string, std::string>;

std::string Record(const std::string& labels, char pixel) {
  return labels + std::string(kCifarImageBytes, pixel);
}

Files TinyCifar10() {
  return {{"batches.meta.txt", "cat\ndog\n\n"},
          {"data_batch_1.bin", Record({1}, 'a') + Record({0}, 'b')},
          {"data_batch_2.bin", Record({1}, 'c')},
          {"test_batch.bin", Record({0}, 'd')}};
}

Files TinyCifar100() {
  return {{"fine_label_names.txt", "cat\r\ndog\r\n"},
          {"coarse_label_names.txt", "pet\n"},
          {"train.bin", Record({7, 1}, 'a') + Record({7, 0}, 'b')},
          {"test.bin", Record({7, 1}, 'd')}};
}

std::string WriteFolder(const Files& files) {
  const std::string folder = ::testing::TempDir() + "/cifar";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  for (const auto& [name, bytes] : files) {
    std::ofstream(folder + "/" + name, std::ios::binary) << bytes;
  }
  return folder;
}

void ExpectError(const Files& files, absl::StatusCode code, const std::vector<std::string>& parts) {
  const absl::StatusOr<Dataset> dataset = ReadCifar(WriteFolder(files));
  for (const std::string& part : parts) EXPECT_THAT(dataset, StatusIs(code, HasSubstr(part)));
}

TEST(CifarTest, ReadsCifar10Layout) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const Dataset dataset, ReadCifar(WriteFolder(TinyCifar10()), {.order = RecordOrder::kFile}));
  EXPECT_THAT(dataset.class_names, ElementsAre("cat", "dog"));
  EXPECT_THAT(dataset.train.labels, ElementsAre(1, 0, 1));
  ASSERT_EQ(dataset.train.pixels.size(), 3 * kCifarImageBytes);
  EXPECT_EQ(dataset.train.pixels[0], 'a');
  EXPECT_EQ(dataset.train.pixels[kCifarImageBytes], 'b');
  EXPECT_EQ(dataset.train.pixels.back(), 'c');
  EXPECT_THAT(dataset.test.labels, ElementsAre(0));
  EXPECT_EQ(dataset.test.pixels, std::vector<uint8_t>(kCifarImageBytes, 'd'));
}

TEST(CifarTest, ReadsTheFineLabelOfCifar100Layout) {
  LABELREP_ASSERT_OK_AND_ASSIGN(
      const Dataset dataset, ReadCifar(WriteFolder(TinyCifar100()), {.order = RecordOrder::kFile}));
  EXPECT_THAT(dataset.class_names, ElementsAre("cat", "dog"));
  EXPECT_THAT(dataset.train.labels, ElementsAre(1, 0));
  EXPECT_EQ(dataset.train.pixels[kCifarImageBytes - 1], 'a');
  EXPECT_EQ(dataset.train.pixels[kCifarImageBytes], 'b');
  EXPECT_THAT(dataset.test.labels, ElementsAre(1));
}

TEST(CifarTest, CanonicalOrderIsThatOfTheRecordsDigests) {
  std::vector<std::string> records = {Record({1}, 'a'), Record({0}, 'b'), Record({1}, 'c')};
  std::sort(records.begin(), records.end(),
            [](const std::string& a, const std::string& b) { return Sha256Hex(a) < Sha256Hex(b); });
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset dataset, ReadCifar(WriteFolder(TinyCifar10())));
  EXPECT_EQ(dataset.train.sha256, Sha256Hex(records[0] + records[1] + records[2]));
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(dataset.train.labels[i], records[i][0]);
    EXPECT_EQ(dataset.train.pixels[i * kCifarImageBytes], records[i][1]);
  }
}

TEST(CifarTest, CanonicalOrderDoesNotDependOnTheFiles) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset first, ReadCifar(WriteFolder(TinyCifar10())));
  Files other = TinyCifar10();
  other["data_batch_1.bin"] = Record({1}, 'c');
  other["data_batch_2.bin"] = Record({0}, 'b');
  other["data_batch_3.bin"] = Record({1}, 'a');
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset second, ReadCifar(WriteFolder(other)));
  EXPECT_EQ(first.train.labels, second.train.labels);
  EXPECT_EQ(first.train.pixels, second.train.pixels);
  EXPECT_EQ(first.train.sha256, second.train.sha256);
}

TEST(CifarTest, ReadsOnlyTheSplitsAskedFor) {
  Files files = TinyCifar10();
  files.erase("data_batch_1.bin");
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset test,
                                ReadCifar(WriteFolder(files), {.read_train = false}));
  EXPECT_THAT(test.train.labels, IsEmpty());
  EXPECT_EQ(test.test.size(), 1);
  files = TinyCifar10();
  files.erase("test_batch.bin");
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset train,
                                ReadCifar(WriteFolder(files), {.read_test = false}));
  EXPECT_EQ(train.train.size(), 3);
}

TEST(CifarTest, ReadsTenBatchesInOrderOfTheirNumbers) {
  Files files = TinyCifar10();
  for (int i = 1; i <= 11; ++i) {
    files[absl::StrCat("data_batch_", i, ".bin")] = Record({1}, static_cast<char>(i));
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset dataset,
                                ReadCifar(WriteFolder(files), {.order = RecordOrder::kFile}));
  ASSERT_EQ(dataset.train.size(), 11);
  for (int i = 0; i < 11; ++i) EXPECT_EQ(dataset.train.pixels[i * kCifarImageBytes], i + 1);
}

TEST(CifarTest, NamesTheLayoutsWhereThereIsNone) {
  ExpectError({}, absl::StatusCode::kNotFound,
              {"/cifar: neither batches.meta.txt (CIFAR-10 layout) nor fine_label_names.txt"});
  EXPECT_THAT(ReadCifar("/nowhere/at/all"),
              StatusIs(absl::StatusCode::kNotFound, "/nowhere/at/all: neither"));
}

TEST(CifarTest, RefusesTwoLayoutsInOneFolder) {
  Files files = TinyCifar10();
  files.merge(TinyCifar100());
  ExpectError(files, absl::StatusCode::kInvalidArgument,
              {"has both batches.meta.txt and fine_label_names.txt", "expected one data set"});
}

TEST(CifarTest, NamesAMissingFile) {
  for (const std::string name : {"data_batch_1.bin", "test_batch.bin"}) {
    Files files = TinyCifar10();
    files.erase(name);
    ExpectError(files, absl::StatusCode::kNotFound, {"/cifar/" + name + ": "});
  }
  Files files = TinyCifar10();
  files["data_batch_4.bin"] = files["data_batch_2.bin"];
  ExpectError(files, absl::StatusCode::kNotFound, {"/cifar/data_batch_3.bin: "});
  files = TinyCifar100();
  files.erase("train.bin");
  ExpectError(files, absl::StatusCode::kNotFound, {"/cifar/train.bin: "});
}

TEST(CifarTest, NamesFileRecordAndOffsetOfATruncatedFile) {
  Files files = TinyCifar10();
  files["data_batch_1.bin"].resize(3073 + 1000);
  ExpectError(files, absl::StatusCode::kInvalidArgument,
              {"data_batch_1.bin: 4073 bytes: record 1 at byte 3073 has 1000 bytes; expected 3073",
               "get a fresh copy"});
}

TEST(CifarTest, NamesFileRecordAndOffsetOfAnOversizedFile) {
  Files files = TinyCifar100();
  files["test.bin"] += "x";
  ExpectError(files, absl::StatusCode::kInvalidArgument,
              {"test.bin: 3075 bytes: record 1 at byte 3074 has 1 bytes; expected 3074"});
}

TEST(CifarTest, RefusesAnEmptyFile) {
  Files files = TinyCifar10();
  files["data_batch_2.bin"].clear();
  ExpectError(files, absl::StatusCode::kInvalidArgument,
              {"data_batch_2.bin: 0 bytes", "one or more whole records"});
}

TEST(CifarTest, RefusesAFileTooLargeForMemoryBeforeReadingIt) {
  const std::string folder = WriteFolder(TinyCifar10());
  // Sparse: it takes no space.
  std::filesystem::resize_file(folder + "/data_batch_2.bin", uint64_t{3073} << 21);
  EXPECT_THAT(ReadCifar(folder), StatusIs(absl::StatusCode::kInvalidArgument,
                                          AllOf(HasSubstr("data_batch_2.bin: 6444548096"),
                                                HasSubstr("expected at most 4294967296 bytes"))));
}

TEST(CifarTest, NamesFileRecordAndOffsetOfALabelOutsideTheClasses) {
  Files files = TinyCifar10();
  files["data_batch_1.bin"][3073] = 2;
  ExpectError(files, absl::StatusCode::kInvalidArgument,
              {"data_batch_1.bin: record 1, byte 3073: label 2; expected 0 to 1",
               "/cifar/batches.meta.txt", "get a fresh copy"});
  files = TinyCifar100();
  files["test.bin"][1] = static_cast<char>(200);
  ExpectError(files, absl::StatusCode::kInvalidArgument,
              {"test.bin: record 0, byte 1: label 200; expected 0 to 1"});
}

TEST(CifarTest, ReadsImagesOfTheSizeThatTheFolderSays) {
  Files files = TinyCifar10();
  files["image_size.txt"] = "64\n";
  files["data_batch_1.bin"] = std::string({1}) + std::string(3 * 64 * 64, 'a');
  files["data_batch_2.bin"] = std::string({0}) + std::string(3 * 64 * 64, 'b');
  files["test_batch.bin"] = std::string({1}) + std::string(3 * 64 * 64, 'c');
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset dataset,
                                ReadCifar(WriteFolder(files), {.order = RecordOrder::kFile}));
  EXPECT_EQ(dataset.train.image_size, 64);
  EXPECT_EQ(dataset.test.image_size, 64);
  EXPECT_THAT(dataset.train.labels, ElementsAre(1, 0));
  ASSERT_EQ(dataset.train.pixels.size(), 2 * 3 * 64 * 64);
  EXPECT_EQ(dataset.train.pixels[3 * 64 * 64], 'b');
}

TEST(CifarTest, NamesTheSizeThatAFileDoesNotFit) {
  Files files = TinyCifar10();
  files["image_size.txt"] = "64";
  ExpectError(files, absl::StatusCode::kInvalidArgument,
              {"data_batch_1.bin: 6146 bytes", "expected 12289", "images of 64x64",
               "put another size into image_size.txt"});
}

TEST(CifarTest, RefusesABadImageSize) {
  for (const std::string size : {"", "7", "2048", "64x64", "big", "-64"}) {
    Files files = TinyCifar10();
    files["image_size.txt"] = size;
    ExpectError(files, absl::StatusCode::kInvalidArgument,
                {absl::StrCat("/cifar/image_size.txt: found \"", size, "\""),
                 "one whole number from 8 to 1024"});
  }
}

TEST(CifarTest, RefusesBadClassNames) {
  Files files = TinyCifar10();
  files["batches.meta.txt"] = "cat\n\ndog\n";
  ExpectError(files, absl::StatusCode::kInvalidArgument,
              {"batches.meta.txt: line 2 is empty; expected one class name a line"});
}

TEST(CifarTest, AnswersDamagedFilesWithAStatusOrImages) {
  for (const Files& valid : {TinyCifar10(), TinyCifar100()}) {
    uint64_t index = 0;
    for (const auto& [name, bytes] : valid) {
      const std::string folder = WriteFolder(valid);
      for (int i = 0; i < 150; ++i) {
        const std::string damaged = MutatedBytes(bytes, index++);
        std::ofstream(folder + "/" + name, std::ios::binary) << damaged;
        const absl::StatusOr<Dataset> dataset = ReadCifar(folder);
        if (!dataset.ok()) {
          EXPECT_THAT(std::string(dataset.status().message()), HasSubstr(folder));
          continue;
        }
        for (const ImageSet* images : {&dataset->train, &dataset->test}) {
          ASSERT_EQ(images->pixels.size(), images->labels.size() * kCifarImageBytes);
          for (int32_t label : images->labels) ASSERT_LT(label, dataset->class_names.size());
        }
      }
    }
  }
}

}  // namespace
}  // namespace labelrep
