// The runs of a table that differ in the label kind only.
#ifndef EXPERIMENTS_REPORT_COMPARED_KINDS_H_
#define EXPERIMENTS_REPORT_COMPARED_KINDS_H_

#include <map>
#include <string>
#include <vector>

#include "experiments/catalogue.pb.h"
#include "experiments/report/attacked_runs.h"

namespace labelrep {

struct ComparedKinds {
  // "CIFAR-10, ResNet-32", with the training fraction and the seed where the table has several.
  std::string title;
  std::map<std::string, const AttackedRun*> by_kind;

  // Null where no run has the kind.
  const AttackedRun* Find(const std::string& kind) const;
};

// By data set, encoder, training fraction and seed; `runs` must outlive them.
std::vector<ComparedKinds> CompareKinds(const Catalogue& catalogue,
                                        const std::vector<AttackedRun>& runs);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_COMPARED_KINDS_H_
