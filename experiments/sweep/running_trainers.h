// The trainers that run on this machine now, with or without Bazel and its sandboxes.
#ifndef EXPERIMENTS_SWEEP_RUNNING_TRAINERS_H_
#define EXPERIMENTS_SWEEP_RUNNING_TRAINERS_H_

#include <string>
#include <vector>

namespace labelrep {

struct RunningTrainer {
  std::string segment;         // "2/8"; empty by hand
  std::string out;             // folder of its outputs, as it was told
  std::string working_folder;  // that `out` is relative to
  std::string record;          // where its progress record can be read, if it has written one
};

// Looks through the processes of this user under `proc`, that is /proc. Processes that end
// meanwhile are left out.
std::vector<RunningTrainer> FindRunningTrainers(const std::string& proc);

// Whether the trainer writes the outputs that come to lie in `folder`: it was told this folder, or
// it is an action of the Bazel output base in which `folder` lies.
bool WritesTo(const RunningTrainer& trainer, const std::string& folder);

}  // namespace labelrep

#endif  // EXPERIMENTS_SWEEP_RUNNING_TRAINERS_H_
