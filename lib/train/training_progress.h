// Where a training stands.
#ifndef LIB_TRAIN_TRAINING_PROGRESS_H_
#define LIB_TRAIN_TRAINING_PROGRESS_H_

#include <cstdint>
#include <optional>

namespace labelrep {

struct TrainingProgress {
  int64_t images_done = 0;  // training images, from the start of the run
  int64_t images_total = 0;
  // Mean of this epoch as far as it is known, before that of the epoch before; absent before any.
  std::optional<double> loss = std::nullopt;
  double validation_accuracy = 0;  // last measured; 0 before
};

}  // namespace labelrep

#endif  // LIB_TRAIN_TRAINING_PROGRESS_H_
