// The losses of an epoch's steps: their mean over the images, and the first that is not finite.
#ifndef LIB_TRAIN_EPOCH_LOSSES_H_
#define LIB_TRAIN_EPOCH_LOSSES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "ATen/core/Tensor.h"

namespace labelrep {

class EpochLosses {
 public:
  // Losses are looked at in groups of so many; absent: each when it is added on the CPU, and larger
  // groups on another device, where looking means waiting for it.
  explicit EpochLosses(std::optional<int64_t> group = std::nullopt) : group_(group) {}

  // The loss of the next step, a scalar, and the number of images that it is the mean of. False
  // once a loss that is not finite has been seen.
  bool Add(const at::Tensor& loss, int64_t images);

  // Looks at what was added and not yet looked at. As Add.
  bool Flush();

  // The first step (from 0, in this epoch) whose loss is not finite, and that loss.
  std::optional<int64_t> bad_step() const { return bad_step_; }
  double bad_loss() const { return bad_loss_; }

  // Over the images of the steps looked at. Nothing before the first.
  std::optional<double> Mean() const;

 private:
  std::optional<int64_t> group_;
  std::vector<at::Tensor> pending_;
  std::vector<int64_t> pending_images_;
  double sum_ = 0;
  int64_t images_ = 0;
  int64_t steps_ = 0;
  std::optional<int64_t> bad_step_;
  double bad_loss_ = 0;
};

}  // namespace labelrep

#endif  // LIB_TRAIN_EPOCH_LOSSES_H_
