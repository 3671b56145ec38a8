// Where a training stands.
#ifndef LIB_TRAIN_TRAINING_PROGRESS_H_
#define LIB_TRAIN_TRAINING_PROGRESS_H_

#include <cstdint>

namespace labelrep {

struct TrainingProgress {
  int64_t images_done = 0;  // training images, from the start of the run
  int64_t images_total = 0;
  double loss = 0;                 // mean of this epoch so far
  double validation_accuracy = 0;  // last measured; 0 before
};

}  // namespace labelrep

#endif  // LIB_TRAIN_TRAINING_PROGRESS_H_
