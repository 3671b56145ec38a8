#include "lib/train/best_epoch.h"

namespace labelrep {

bool IsBetterEpoch(const EpochResult& epoch, const EpochResult& best) {
  if (epoch.validation_accuracy() != best.validation_accuracy()) {
    return epoch.validation_accuracy() > best.validation_accuracy();
  }
  return epoch.validation_loss() < best.validation_loss();
}

}  // namespace labelrep
