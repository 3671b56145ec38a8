#include "lib/data/cifar_writer.h"

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"
#include "lib/data/cifar.h"

namespace labelrep {
namespace {

// Three training images and two test images of two classes; pixel k of image i is i * 16 + k % 16.
Dataset TinyDataset() {
  const auto images = [](std::vector<int32_t> labels) {
    ImageSet set;
    set.labels = std::move(labels);
    for (int64_t i = 0; i < set.size(); ++i) {
      for (int k = 0; k < kCifarImageBytes; ++k) set.pixels.push_back(i * 16 + k % 16);
    }
    return set;
  };
  return {{"cat", "dog"}, images({1, 0, 1}), images({0, 1})};
}

// The same with images of 64x64.
Dataset LargeDataset() {
  Dataset large = TinyDataset();
  for (ImageSet* images : {&large.train, &large.test}) {
    images->image_size = 64;
    images->pixels.resize(images->size() * images->image_bytes(), 7);
  }
  return large;
}

std::string TestFolder(const std::string& name) {
  const std::string folder = absl::StrCat(::testing::TempDir(), "/", name);
  std::filesystem::remove_all(folder);
  return folder;
}

TEST(CifarWriterTest, WritesCifar10Layout) {
  const std::string folder = TestFolder("layout10");
  ASSERT_OK(WriteCifar10Layout(TinyDataset(), folder));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string train, ReadFile(folder + "/data_batch_1.bin"));
  ASSERT_EQ(train.size(), 3 * 3073);
  EXPECT_EQ(train.substr(0, 4), std::string("\1\0\1\2", 4));
  EXPECT_EQ(train.substr(3073, 3), std::string("\0\x10\x11", 3));
  EXPECT_THAT(ReadFile(folder + "/batches.meta.txt"), IsOkAndHolds("cat\ndog\n"));
  EXPECT_FALSE(std::filesystem::exists(folder + "/image_size.txt"));
}

TEST(CifarWriterTest, WritesCifar100Layout) {
  const std::string folder = TestFolder("layout100");
  ASSERT_OK(WriteCifar100Layout(TinyDataset(), {{"a", "b", "pet"}, {2, 2}}, folder));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string test, ReadFile(folder + "/test.bin"));
  ASSERT_EQ(test.size(), 2 * 3074);
  EXPECT_EQ(test.substr(3074, 4), "\2\1\x10\x11");
  EXPECT_THAT(ReadFile(folder + "/fine_label_names.txt"), IsOkAndHolds("cat\ndog\n"));
  EXPECT_THAT(ReadFile(folder + "/coarse_label_names.txt"), IsOkAndHolds("a\nb\npet\n"));
}

TEST(CifarWriterTest, TheReaderReadsBothLayoutsBack) {
  const Dataset tiny = TinyDataset();
  const std::string folders[] = {TestFolder("back10"), TestFolder("back100")};
  ASSERT_OK(WriteCifar10Layout(tiny, folders[0]));
  ASSERT_OK(WriteCifar100Layout(tiny, {{"pet"}, {0, 0}}, folders[1]));
  for (const std::string& folder : folders) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset read,
                                  ReadCifar(folder, {.order = RecordOrder::kFile}));
    EXPECT_EQ(read.class_names, tiny.class_names);
    EXPECT_EQ(read.train.labels, tiny.train.labels);
    EXPECT_EQ(read.train.pixels, tiny.train.pixels);
    EXPECT_EQ(read.test.labels, tiny.test.labels);
    EXPECT_EQ(read.test.pixels, tiny.test.pixels);
  }
}

TEST(CifarWriterTest, TheReaderReadsImagesOfAnotherSizeBack) {
  const Dataset large = LargeDataset();
  const std::string folder = TestFolder("large");
  ASSERT_OK(WriteCifar10Layout(large, folder));
  EXPECT_THAT(ReadFile(folder + "/image_size.txt"), IsOkAndHolds("64\n"));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset read,
                                ReadCifar(folder, {.order = RecordOrder::kFile}));
  EXPECT_EQ(read.train.image_size, 64);
  EXPECT_EQ(read.train.pixels, large.train.pixels);
  EXPECT_EQ(read.test.pixels, large.test.pixels);
}

TEST(CifarWriterTest, RefusesWhatTheLayoutCannotHold) {
  const std::string folder = TestFolder("refused");
  const auto expect_refused = [&](const Dataset& dataset, absl::string_view message) {
    EXPECT_THAT(WriteCifar10Layout(dataset, folder),
                StatusIs(absl::StatusCode::kInvalidArgument, message));
  };
  Dataset dataset = TinyDataset();
  dataset.test.labels[1] = 2;
  expect_refused(dataset, "test: image 1: label 2; expected 0 to 1");
  dataset = TinyDataset();
  dataset.train.labels[0] = -1;
  expect_refused(dataset, "train: image 0: label -1; expected 0 to 1");
  dataset = TinyDataset();
  dataset.train.pixels.pop_back();
  expect_refused(dataset, "train: 9215 bytes of pixels; expected 3072 for each of 3 labels");
  dataset = LargeDataset();
  dataset.train = TinyDataset().train;
  expect_refused(dataset, "test: images of size 64; expected 32, as those of train");
  dataset = TinyDataset();
  dataset.class_names.resize(257);
  expect_refused(dataset, "class_names: 257 classes; expected at most 256");
  EXPECT_THAT(WriteCifar100Layout(TinyDataset(), {{"pet"}, {0}}, folder),
              StatusIs(absl::StatusCode::kInvalidArgument, "1 classes; expected 2"));
  EXPECT_THAT(
      WriteCifar100Layout(TinyDataset(), {{"pet"}, {0, 1}}, folder),
      StatusIs(absl::StatusCode::kInvalidArgument, "coarse.of_class[1]: 1; expected 0 to 0"));
  EXPECT_FALSE(std::filesystem::exists(folder));
}

}  // namespace
}  // namespace labelrep
