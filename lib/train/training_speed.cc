#include "lib/train/training_speed.h"

namespace labelrep {

void TrainingSpeed::AddEpoch(int64_t images, double seconds) {
  Total& total = epochs_ < kFirstEpochs ? first_ : later_;
  ++epochs_;
  total.images += images;
  total.seconds += seconds;
}

std::optional<double> TrainingSpeed::images_per_s() const {
  const Total& total = later_.seconds > 0 ? later_ : first_;
  if (total.seconds <= 0) return std::nullopt;
  return static_cast<double>(total.images) / total.seconds;
}

}  // namespace labelrep
