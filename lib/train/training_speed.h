// Training images/s of a process, as it goes on: its first epochs hold what is done once.
#ifndef LIB_TRAIN_TRAINING_SPEED_H_
#define LIB_TRAIN_TRAINING_SPEED_H_

#include <cstdint>
#include <optional>

namespace labelrep {

class TrainingSpeed {
 public:
  // In these a GPU's libraries are loaded, and the steps of each batch size are three times taken
  // plainly and then recorded (lib/graph/graphed_function.h).
  static constexpr int kFirstEpochs = 5;

  // `seconds` of its steps, without validation.
  void AddEpoch(int64_t images, double seconds);

  // Of all epochs.
  int64_t images() const { return first_.images + later_.images; }

  // Without the first epochs; of all where there are no others. None before the first epoch.
  std::optional<double> images_per_s() const;

 private:
  struct Total {
    int64_t images = 0;
    double seconds = 0;
  };

  int epochs_ = 0;
  Total first_;
  Total later_;
};

}  // namespace labelrep

#endif  // LIB_TRAIN_TRAINING_SPEED_H_
