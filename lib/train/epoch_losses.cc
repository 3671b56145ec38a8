#include "lib/train/epoch_losses.h"

#include <cmath>

#include "ATen/ops/stack.h"

namespace labelrep {
namespace {

constexpr int64_t kGroup = 32;

}  // namespace

bool EpochLosses::Add(const at::Tensor& loss, int64_t images) {
  pending_.push_back(loss.detach());
  pending_images_.push_back(images);
  if (pending_.size() >= group_.value_or(loss.is_cpu() ? 1 : kGroup)) return Flush();
  return !bad_step_.has_value();
}

bool EpochLosses::Flush() {
  if (!pending_.empty()) {
    const at::Tensor losses = at::stack(pending_).to(at::kCPU, at::kDouble);
    for (int64_t i = 0; i < losses.size(0); ++i) {
      const double loss = losses.const_data_ptr<double>()[i];
      if (!std::isfinite(loss) && !bad_step_.has_value()) {
        bad_step_ = steps_;
        bad_loss_ = loss;
      }
      sum_ += loss * static_cast<double>(pending_images_[i]);
      images_ += pending_images_[i];
      ++steps_;
    }
    pending_.clear();
    pending_images_.clear();
  }
  return !bad_step_.has_value();
}

std::optional<double> EpochLosses::Mean() const {
  if (images_ == 0) return std::nullopt;
  return sum_ / static_cast<double>(images_);
}

}  // namespace labelrep
