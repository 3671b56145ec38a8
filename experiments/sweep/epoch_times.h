// What the epochs of a run took, by the provenance that its processes left.
#ifndef EXPERIMENTS_SWEEP_EPOCH_TIMES_H_
#define EXPERIMENTS_SWEEP_EPOCH_TIMES_H_

#include <cstdint>
#include <string>
#include <vector>

namespace labelrep {

struct TimedEpochs {
  int32_t epochs = 0;
  double seconds = 0;
};

// Of the segments that end by `last_epoch`. A file that cannot be read says nothing.
TimedEpochs TimeEpochs(const std::vector<std::string>& provenance_files, int32_t last_epoch);

}  // namespace labelrep

#endif  // EXPERIMENTS_SWEEP_EPOCH_TIMES_H_
