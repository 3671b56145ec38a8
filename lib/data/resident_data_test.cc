#include "lib/data/resident_data.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

constexpr BatchOptions kOptions = {.batch_size = 4, .normalization = {{0, 0, 0}, {1, 1, 1}}};

// Image i has label 10 + i and all pixels 20 * (i + 1).
ImageSet FlatImages(int n) {
  ImageSet images;
  for (int i = 0; i < n; ++i) {
    images.labels.push_back(10 + i);
    images.pixels.insert(images.pixels.end(), kCifarImageBytes, 20 * (i + 1));
  }
  return images;
}

std::vector<int64_t> Values(const at::Tensor& tensor) {
  const at::Tensor row = tensor.contiguous();
  return {row.data_ptr<int64_t>(), row.data_ptr<int64_t>() + row.numel()};
}

std::vector<int64_t> AllLabels(const Batches& batches) {
  std::vector<int64_t> labels;
  for (int64_t i = 0; i < batches.num_batches(); ++i) {
    const std::vector<int64_t> batch = Values(batches.Get(i).labels);
    labels.insert(labels.end(), batch.begin(), batch.end());
  }
  return labels;
}

TEST(ResidentDataTest, SubsetsAreViewsOfViews) {
  const ResidentImages all(FlatImages(6), at::kCPU);
  EXPECT_THAT(Values(all.Labels()), ElementsAre(10, 11, 12, 13, 14, 15));
  const ResidentImages some = all.Subset({5, 1, 3});
  EXPECT_EQ(some.size(), 3);
  EXPECT_THAT(Values(some.Labels()), ElementsAre(15, 11, 13));
  EXPECT_THAT(Values(some.Subset({2, 0}).Labels()), ElementsAre(13, 15));
  EXPECT_THAT(AllLabels(Batches::InOrder(some, kOptions)), ElementsAre(15, 11, 13));
}

TEST(ResidentDataTest, RefusesImagesThatAreNotThere) {
  const ResidentImages all(FlatImages(2), at::kCPU);
  EXPECT_THROW(all.Subset({2}), c10::Error);
  EXPECT_THROW(Batches::InOrder(all, kOptions).Get(1), c10::Error);
}

TEST(ResidentDataTest, KeepsTheLastBatchAndMergesOneImage) {
  const auto sizes = [](int n) {
    const Batches batches = Batches::InOrder(ResidentImages(FlatImages(n), at::kCPU), kOptions);
    std::vector<int64_t> sizes;
    for (int64_t i = 0; i < batches.num_batches(); ++i) sizes.push_back(batches.Get(i).size());
    return sizes;
  };
  EXPECT_THAT(sizes(8), ElementsAre(4, 4));
  EXPECT_THAT(sizes(9), ElementsAre(4, 5));
  EXPECT_THAT(sizes(10), ElementsAre(4, 4, 2));
  EXPECT_THAT(sizes(1), ElementsAre(1));
  EXPECT_THAT(sizes(0), ElementsAre());
}

TEST(ResidentDataTest, EvaluationImagesAreWhole) {
  const Batch batch = Batches::InOrder(ResidentImages(FlatImages(2), at::kCPU), kOptions).Get(0);
  ASSERT_EQ(batch.images.sizes(), at::IntArrayRef({2, 3, 32, 32}));
  EXPECT_TRUE(batch.images.is_contiguous(at::MemoryFormat::ChannelsLast));
  EXPECT_TRUE(batch.images[0].allclose(at::full({3, 32, 32}, 20 / 255.0)));
  EXPECT_TRUE(batch.images[1].allclose(at::full({3, 32, 32}, 40 / 255.0)));
}

TEST(ResidentDataTest, TheOrderIsThatOfTheNamedStream) {
  const ResidentImages all(FlatImages(10), at::kCPU);
  for (int64_t epoch : {1, 2}) {
    std::vector<int64_t> expected = RandomStream(7, "epoch order", epoch).Permutation(10);
    for (int64_t& label : expected) label += 10;
    EXPECT_THAT(AllLabels(Batches::ForEpoch(all, kOptions, 7, epoch, true)),
                ElementsAreArray(expected));
    EXPECT_THAT(AllLabels(Batches::ForEpoch(all, kOptions, 7, epoch, false)),
                ElementsAreArray(expected));
  }
  EXPECT_NE(AllLabels(Batches::ForEpoch(all, kOptions, 7, 1, true)),
            AllLabels(Batches::ForEpoch(all, kOptions, 7, 2, true)));
  EXPECT_NE(AllLabels(Batches::ForEpoch(all, kOptions, 7, 1, true)),
            AllLabels(Batches::ForEpoch(all, kOptions, 8, 1, true)));
}

TEST(ResidentDataTest, CropsAreThoseOfTheNamedStream) {
  ImageSet images = FlatImages(6);
  for (size_t i = 0; i < images.pixels.size(); ++i) images.pixels[i] = i % 251;
  const at::Tensor padded = PadImages(images);
  const Batches batches =
      Batches::ForEpoch(ResidentImages(images, at::kCPU), kOptions, 3, 5, /*augment=*/true);
  const std::vector<int64_t> order = RandomStream(3, "epoch order", 5).Permutation(6);
  RandomStream random(3, "augment", 5);
  for (int place = 0; place < 6; ++place) {
    const int64_t row = random.NextBelow(9), column = random.NextBelow(9);
    at::Tensor crop = padded[order[place]].narrow(0, row, 32).narrow(1, column, 32);
    if (random.NextBelow(2) == 1) crop = crop.flip(1);
    const at::Tensor found = batches.Get(place / 4).images[place % 4];
    EXPECT_TRUE(found.allclose(crop.permute({2, 0, 1}).to(at::kFloat) / 255)) << place;
  }
}

TEST(ResidentDataTest, TheBatchSizeChangesNoImage) {
  ImageSet images = FlatImages(7);
  for (size_t i = 0; i < images.pixels.size(); ++i) images.pixels[i] = i % 249;
  const ResidentImages all(images, at::kCPU);
  BatchOptions whole = kOptions;
  whole.batch_size = 7;
  const at::Tensor once = Batches::ForEpoch(all, whole, 1, 2, true).Get(0).images;
  const Batches parts = Batches::ForEpoch(all, kOptions, 1, 2, true);
  EXPECT_TRUE(at::equal(once, at::cat({parts.Get(0).images, parts.Get(1).images})));
}

}  // namespace
}  // namespace labelrep
