#include "experiments/attacks/kept_images.h"

#include <algorithm>
#include <array>

#include "ATen/ops/cat.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/stack.h"
#include "ATen/ops/tensor.h"

namespace labelrep {
namespace {

at::Tensor OnCpu(const at::Tensor& images) {
  return images.detach().to(at::kCPU, at::kFloat).contiguous();
}

}  // namespace

KeptImages::KeptImages(const AttackRecipe& recipe, int64_t first_images, int64_t image_size)
    : objective_(ObjectiveOf(recipe)),
      image_size_(image_size),
      epsilons_(recipe.epsilons().begin(), recipe.epsilons().end()),
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
      const EpsilonOutcome& found = outcome.epsilons[e];
      successes_.push_back({.images = at::stack({OnCpu(batch.images[i]), OnCpu(found.images[i])}),
                            .index = batch.indices[i],
                            .true_class = batch.aims.classes[i].item<int64_t>(),
                            .decision = found.decisions[i].item<int64_t>(),
                            .epsilon = epsilons_[e]});
      break;
    }
  }
}

at::Tensor KeptImages::SuccessImages() const {
  if (successes_.empty()) return at::empty({0, 2, kImageChannels, image_size_, image_size_});
  std::vector<at::Tensor> images;
  for (const Success& success : successes_) images.push_back(success.images);
  return at::stack(images);
}

at::Tensor KeptImages::AtEpsilons(const at::Tensor& clean) const {
  at::Tensor images =
      OnCpu(clean).unsqueeze(0).repeat({static_cast<int64_t>(epsilons_.size()), 1, 1, 1, 1});
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

}  // namespace labelrep
