#include "experiments/attacks/kept_images.h"

#include <algorithm>
#include <cmath>

#include "ATen/ops/cat.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/stack.h"
#include "ATen/ops/tensor.h"
#include "lib/data/image_set.h"

namespace labelrep {
namespace {

at::Tensor OnCpu(const at::Tensor& images) {
  return images.detach().to(at::kCPU, at::kFloat).contiguous();
}

std::optional<size_t> IndexOf(const AttackRecipe& recipe, std::optional<double> epsilon) {
  if (!epsilon.has_value()) return std::nullopt;
  const auto found = std::find(recipe.epsilons().begin(), recipe.epsilons().end(), *epsilon);
  return static_cast<size_t>(found - recipe.epsilons().begin());
}

constexpr int64_t kPairsInRow = 10;
constexpr int64_t kZoom = 2;
constexpr int64_t kGap = 4;  // pixels of the picture around each pair
constexpr int64_t kTile = kImageSize * kZoom;
constexpr int64_t kPairHeight = 2 * kTile;

uint8_t Byte(float value, const Normalization& normalization, int64_t channel) {
  const double share = value * normalization.std[channel] + normalization.mean[channel];
  return static_cast<uint8_t>(std::lround(255 * std::clamp(share, 0.0, 1.0)));
}

// `image` is [3, 32, 32].
void DrawTile(const at::Tensor& image, const Normalization& normalization, int64_t top,
              int64_t left, RgbImage& picture) {
  const at::Tensor contiguous = image.contiguous();
  const float* values = contiguous.const_data_ptr<float>();
  for (int64_t y = 0; y < kTile; ++y) {
    for (int64_t x = 0; x < kTile; ++x) {
      for (int64_t channel = 0; channel < kImageChannels; ++channel) {
        const int64_t from = (channel * kImageSize + y / kZoom) * kImageSize + x / kZoom;
        const int64_t to = ((top + y) * picture.width + left + x) * 3 + channel;
        picture.pixels[to] = Byte(values[from], normalization, channel);
      }
    }
  }
}

}  // namespace

KeptImages::KeptImages(const AttackRecipe& recipe, std::optional<double> transfer_epsilon)
    : objective_(ObjectiveOf(recipe)), transfer_index_(IndexOf(recipe, transfer_epsilon)) {}

void KeptImages::Add(const AttackBatch& batch, const AttackOutcome& outcome) {
  if (successes_.size() < kKeptSuccesses) AddSuccesses(batch, outcome);
  if (!transfer_index_.has_value()) return;
  transfer_images_.push_back(OnCpu(outcome.epsilons.at(*transfer_index_).images));
  transfer_rows_.insert(transfer_rows_.end(), batch.indices.begin(), batch.indices.end());
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
  if (successes_.empty()) return at::empty({0, 2, kImageChannels, kImageSize, kImageSize});
  return at::stack(successes_);
}

at::Tensor KeptImages::ForTransfer(const at::Tensor& clean) const {
  at::Tensor images = OnCpu(clean).clone();
  if (transfer_images_.empty()) return images;
  images.index_copy_(0, at::tensor(transfer_rows_), at::cat(transfer_images_));
  return images;
}

RgbImage DrawSuccesses(const at::Tensor& successes, const Normalization& normalization) {
  const int64_t count = successes.size(0);
  const int64_t rows = std::max<int64_t>(1, (count + kPairsInRow - 1) / kPairsInRow);
  RgbImage picture{.width = kPairsInRow * (kTile + kGap) + kGap,
                   .height = rows * (kPairHeight + kGap) + kGap};
  picture.pixels.assign(picture.width * picture.height * 3, 255);
  for (int64_t i = 0; i < count; ++i) {
    const int64_t top = kGap + i / kPairsInRow * (kPairHeight + kGap);
    const int64_t left = kGap + i % kPairsInRow * (kTile + kGap);
    DrawTile(successes[i][0], normalization, top, left, picture);
    DrawTile(successes[i][1], normalization, top + kTile, left, picture);
  }
  return picture;
}

}  // namespace labelrep
