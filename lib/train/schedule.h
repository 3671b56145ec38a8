// The learning rate at each step. Knows nothing of libtorch.
#ifndef LIB_TRAIN_SCHEDULE_H_
#define LIB_TRAIN_SCHEDULE_H_

#include <cstdint>

#include "results/run.pb.h"

namespace labelrep {

// The rate that step `step` (from 0, over all epochs) is taken with. The run has
// recipe.epochs() * steps_per_epoch = T steps.
//   MultiStep: learning_rate * factor^k, where k milestones are <= step / steps_per_epoch (the
//     number of finished epochs), as torch.optim.lr_scheduler.MultiStepLR, stepped each epoch.
//   OneCycle: with w = warmup_fraction * T, learning_rate * step / w up to step w, from there
//     learning_rate * (T - step) / (T - w): 0 at step 0, the whole rate at w, 0 would be step T. As
//     torch.optim.lr_scheduler.CyclicLR of mode "triangular", base_lr 0, stepped after each step.
// Example: one cycle of 10 steps, rate 1, warm-up 0.2: 0, 0.5, 1, 0.875, 0.75, ..., 0.125.
double LearningRate(const Recipe& recipe, int64_t steps_per_epoch, int64_t step);

}  // namespace labelrep

#endif  // LIB_TRAIN_SCHEDULE_H_
