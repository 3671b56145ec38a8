#include "lib/data/resident_data.h"

#include <utility>

#include "ATen/Functions.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

at::Tensor FromVector(const std::vector<int64_t>& values, at::Device device) {
  return at::from_blob(const_cast<int64_t*>(values.data()), {static_cast<int64_t>(values.size())},
                       at::kLong)
      .clone()
      .to(device);
}

Crops CentreCrops(int64_t n, at::Device device) {
  const at::TensorOptions options = at::TensorOptions(device).dtype(at::kLong);
  return {at::full({n}, kImagePadding, options), at::full({n}, kImagePadding, options),
          at::zeros({n}, options)};
}

Crops DrawCrops(int64_t n, RandomStream random, at::Device device) {
  constexpr uint32_t kPlaces = 2 * kImagePadding + 1;
  std::vector<int64_t> rows(n), columns(n), flips(n);
  for (int64_t i = 0; i < n; ++i) {
    rows[i] = random.NextBelow(kPlaces);
    columns[i] = random.NextBelow(kPlaces);
    flips[i] = random.NextBelow(2);
  }
  return {FromVector(rows, device), FromVector(columns, device), FromVector(flips, device)};
}

}  // namespace

ResidentImages::ResidentImages(const ImageSet& images, at::Device device)
    : pixels_(PadImages(images).to(device)),
      labels_(FromVector({images.labels.begin(), images.labels.end()}, device)),
      rows_(at::arange(images.size(), at::TensorOptions(device).dtype(at::kLong))) {
  TORCH_CHECK(pixels_.size(0) == images.size(), "one label for each image expected");
}

ResidentImages::ResidentImages(at::Tensor pixels, at::Tensor labels, at::Tensor rows)
    : pixels_(std::move(pixels)), labels_(std::move(labels)), rows_(std::move(rows)) {}

ResidentImages ResidentImages::Subset(const std::vector<int64_t>& indices) const {
  return ResidentImages(pixels_, labels_, rows_.index_select(0, FromVector(indices, device())));
}

at::Tensor ResidentImages::Labels() const { return labels_.index_select(0, rows_); }

BatchMaker::BatchMaker(const ResidentImages& images, const BatchOptions& options)
    : pixels_(images.pixels_),
      labels_(images.labels_),
      factors_(NormalizationFactors(options.normalization, pixels_.size(2) - 2 * kImagePadding,
                                    images.device())),
      memory_format_(options.memory_format) {}

Batch BatchMaker::Make(const at::Tensor& picks) const {
  const at::Tensor rows = picks[0];
  const at::Tensor pixels = CropAndFlip(pixels_, rows, {picks[1], picks[2], picks[3]});
  return {NormalizeImages(pixels, factors_, memory_format_), labels_.index_select(0, rows)};
}

Batches::Batches(const ResidentImages& images, const BatchOptions& options, at::Tensor rows,
                 Crops crops)
    : maker_(images, options),
      batch_size_(options.batch_size),
      picks_(at::stack({rows, crops.rows, crops.columns, crops.flips})) {
  TORCH_CHECK(batch_size_ > 0, "positive batch size expected");
}

Batches Batches::ForEpoch(const ResidentImages& images, const BatchOptions& options, uint64_t seed,
                          int64_t epoch, bool augment) {
  const int64_t n = images.size();
  const std::vector<int64_t> order = RandomStream(seed, "epoch order", epoch).Permutation(n);
  return Batches(images, options, images.Subset(order).rows_,
                 augment ? DrawCrops(n, RandomStream(seed, "augment", epoch), images.device())
                         : CentreCrops(n, images.device()));
}

Batches Batches::InOrder(const ResidentImages& images, const BatchOptions& options) {
  return Batches(images, options, images.rows_, CentreCrops(images.size(), images.device()));
}

at::Tensor Batches::Picks(int64_t i) const {
  TORCH_CHECK(i >= 0 && i < num_batches(), "batch ", i, " of ", num_batches());
  const int64_t first = i * batch_size_;
  const int64_t count = i + 1 == num_batches() ? num_images() - first : batch_size_;
  return picks_.narrow(1, first, count);
}

}  // namespace labelrep
