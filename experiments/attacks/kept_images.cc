#include "experiments/attacks/kept_images.h"

#include <algorithm>
#include <array>

#include "ATen/ops/cat.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/full.h"
#include "ATen/ops/stack.h"
#include "ATen/ops/tensor.h"

namespace labelrep {
namespace {

at::Tensor OnCpu(const at::Tensor& images) {
  return images.detach().to(at::kCPU, at::kFloat).contiguous();
}

constexpr int64_t kPairsInRow = 10;
constexpr int64_t kZoom = 2;
constexpr int64_t kGap = 4;  // pixels of the picture around each pair

// uint8 [K, 2 * tile, tile, 3]: each pair of `successes`, one above the other.
at::Tensor PairsOfBytes(const at::Tensor& successes, const Normalization& normalization) {
  return ToPixels(successes, normalization)
      .repeat_interleave(kZoom, 3)
      .repeat_interleave(kZoom, 4)
      .permute({0, 1, 3, 4, 2})
      .flatten(1, 2);
}

}  // namespace

KeptImages::KeptImages(const AttackRecipe& recipe, int64_t first_images, int64_t image_size)
    : objective_(ObjectiveOf(recipe)),
      image_size_(image_size),
      epsilons_(recipe.epsilons_size()),
      first_images_(first_images) {}

void KeptImages::Add(const AttackBatch& batch, const AttackOutcome& outcome) {
  if (successes_.size() < kKeptSuccesses) AddSuccesses(batch, outcome);
  // Places rise from batch to batch and in each.
  const auto kept = std::lower_bound(batch.indices.begin(), batch.indices.end(), first_images_) -
                    batch.indices.begin();
  if (kept == 0) return;
  std::vector<at::Tensor> images;
  for (const EpsilonOutcome& found : outcome.epsilons) {
    images.push_back(OnCpu(found.images.narrow(0, 0, kept)));
  }
  images_.push_back(at::stack(images));
  rows_.insert(rows_.end(), batch.indices.begin(), batch.indices.begin() + kept);
}

void KeptImages::AddSuccesses(const AttackBatch& batch, const AttackOutcome& outcome) {
  std::vector<at::Tensor> reached;  // bool [B] for each epsilon
  for (const EpsilonOutcome& at_epsilon : outcome.epsilons) {
    reached.push_back(Reached(objective_, at_epsilon.decisions, batch.aims).cpu());
  }
  for (int64_t i = 0; i < batch.size() && successes_.size() < kKeptSuccesses; ++i) {
    for (size_t e = 0; e < reached.size(); ++e) {
      if (!reached[e][i].item<bool>()) continue;
      successes_.push_back(
          at::stack({OnCpu(batch.images[i]), OnCpu(outcome.epsilons[e].images[i])}));
      break;
    }
  }
}

at::Tensor KeptImages::Successes() const {
  if (successes_.empty()) return at::empty({0, 2, kImageChannels, image_size_, image_size_});
  return at::stack(successes_);
}

at::Tensor KeptImages::AtEpsilons(const at::Tensor& clean) const {
  at::Tensor images = OnCpu(clean).unsqueeze(0).repeat({epsilons_, 1, 1, 1, 1});
  if (images_.empty()) return images;
  images.index_copy_(1, at::tensor(rows_), at::cat(images_, 1));
  return images;
}

at::Tensor ToPixels(const at::Tensor& images, const Normalization& normalization) {
  const auto by_channel = [](const std::array<double, kImageChannels>& values) {
    return at::tensor(at::ArrayRef<double>(values), at::kDouble).view({-1, 1, 1});
  };
  return images.to(at::kDouble)
      .mul(by_channel(normalization.std))
      .add(by_channel(normalization.mean))
      .clamp(0, 1)
      .mul(255)
      .add(0.5)
      .to(at::kByte);
}

RgbImage DrawSuccesses(const at::Tensor& successes, const Normalization& normalization) {
  const int64_t tile = successes.size(-1) * kZoom;
  const int64_t rows = std::max<int64_t>(1, (successes.size(0) + kPairsInRow - 1) / kPairsInRow);
  at::Tensor picture = at::full(
      {rows * (2 * tile + kGap) + kGap, kPairsInRow * (tile + kGap) + kGap, 3}, 255, at::kByte);
  const at::Tensor pairs = PairsOfBytes(successes, normalization);
  for (int64_t i = 0; i < pairs.size(0); ++i) {
    picture.narrow(0, kGap + i / kPairsInRow * (2 * tile + kGap), 2 * tile)
        .narrow(1, kGap + i % kPairsInRow * (tile + kGap), tile)
        .copy_(pairs[i]);
  }
  const uint8_t* bytes = picture.const_data_ptr<uint8_t>();
  return {.width = picture.size(1),
          .height = picture.size(0),
          .pixels = {bytes, bytes + picture.numel()}};
}

}  // namespace labelrep
