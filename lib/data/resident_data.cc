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

Batches::Batches(const ResidentImages& images, const BatchOptions& options, at::Tensor rows,
                 Crops crops)
    : images_(images), options_(options), rows_(std::move(rows)), crops_(std::move(crops)) {
  TORCH_CHECK(options_.batch_size > 0, "positive batch size expected");
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

Batch Batches::Get(int64_t i) const {
  TORCH_CHECK(i >= 0 && i < num_batches(), "batch ", i, " of ", num_batches());
  const int64_t first = i * options_.batch_size;
  const int64_t count = i + 1 == num_batches() ? num_images() - first : options_.batch_size;
  const auto part = [&](const at::Tensor& all) { return all.narrow(0, first, count); };
  const at::Tensor rows = part(rows_);
  const at::Tensor pixels = CropAndFlip(
      images_.pixels_, rows, {part(crops_.rows), part(crops_.columns), part(crops_.flips)});
  return {NormalizeImages(pixels, options_.normalization, options_.memory_format),
          images_.labels_.index_select(0, rows)};
}

}  // namespace labelrep
