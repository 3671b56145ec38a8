#include "experiments/attacks/kept_images.h"

#include <algorithm>

#include "ATen/ops/cat.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/stack.h"
#include "ATen/ops/tensor.h"

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

}  // namespace

KeptImages::KeptImages(const AttackRecipe& recipe, std::optional<double> transfer_epsilon,
                       int64_t image_size)
    : objective_(ObjectiveOf(recipe)),
      image_size_(image_size),
      transfer_index_(IndexOf(recipe, transfer_epsilon)) {}

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
  if (successes_.empty()) return at::empty({0, 2, kImageChannels, image_size_, image_size_});
  return at::stack(successes_);
}

at::Tensor KeptImages::ForTransfer(const at::Tensor& clean) const {
  at::Tensor images = OnCpu(clean).clone();
  if (transfer_images_.empty()) return images;
  images.index_copy_(0, at::tensor(transfer_rows_), at::cat(transfer_images_));
  return images;
}

}  // namespace labelrep
