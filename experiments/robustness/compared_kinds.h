// The runs of a table that differ in nothing but the label kind.
#ifndef EXPERIMENTS_ROBUSTNESS_COMPARED_KINDS_H_
#define EXPERIMENTS_ROBUSTNESS_COMPARED_KINDS_H_

#include <map>
#include <string>
#include <vector>

#include "experiments/robustness/attacked_runs.h"

namespace labelrep {

struct ComparedKinds {
  // "CIFAR-10, ResNet-32", with the seed where the table has several of it.
  std::string title;
  std::map<std::string, const AttackedRun*> by_kind;

  // Null where no run has the kind.
  const AttackedRun* Find(const std::string& kind) const;
};

// In the order of the runs; `runs` must outlive them.
std::vector<ComparedKinds> CompareKinds(const std::vector<AttackedRun>& runs);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_COMPARED_KINDS_H_
