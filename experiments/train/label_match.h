// Whether a label set is the one that a run's recipe names.
#ifndef EXPERIMENTS_TRAIN_LABEL_MATCH_H_
#define EXPERIMENTS_TRAIN_LABEL_MATCH_H_

#include <string>

#include "absl/status/status.h"
#include "results/label_set.pb.h"

namespace labelrep {

// FAILED_PRECONDITION naming `file` and the field of the label set's recipe, `found`, that is not
// that of the run's, `expected`. A run that names no source takes any.
absl::Status CheckLabelRecipe(const LabelRecipe& found, const LabelRecipe& expected,
                              const std::string& file);

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_LABEL_MATCH_H_
