// How much a run has to compute, known before anything is there. Knows nothing of libtorch.
#ifndef EXPERIMENTS_PLAN_WORKLOAD_H_
#define EXPERIMENTS_PLAN_WORKLOAD_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "results/run.pb.h"

namespace labelrep {

struct Workload {
  int64_t steps = 0;             // optimizer steps
  int64_t trained_images = 0;    // forward and backward, over all epochs
  int64_t evaluated_images = 0;  // forward only: validations and the test
};

// Of a run on a data set of `train_images` training and validation images and `test_images`.
// INVALID_ARGUMENT for a fraction that leaves nothing to train on.
absl::StatusOr<Workload> CountWorkload(const Recipe& recipe, int64_t train_images,
                                       int64_t test_images);

}  // namespace labelrep

#endif  // EXPERIMENTS_PLAN_WORKLOAD_H_
