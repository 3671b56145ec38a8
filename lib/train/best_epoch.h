// Which epoch's weights a run keeps (protocol, "Training").
#ifndef LIB_TRAIN_BEST_EPOCH_H_
#define LIB_TRAIN_BEST_EPOCH_H_

#include "results/run.pb.h"

namespace labelrep {

// Whether `epoch` replaces the earlier `best`: it has the higher validation accuracy, or the same
// and the lower validation loss. Both have been validated.
bool IsBetterEpoch(const EpochResult& epoch, const EpochResult& best);

}  // namespace labelrep

#endif  // LIB_TRAIN_BEST_EPOCH_H_
