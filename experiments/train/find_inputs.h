// Where the data set and the labels of a run are (given by the user, built in, or named by the
// environment), and whether the labels are those that the run names.
#ifndef EXPERIMENTS_TRAIN_FIND_INPUTS_H_
#define EXPERIMENTS_TRAIN_FIND_INPUTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "results/run.pb.h"

namespace labelrep {

// Folder of a data set: `asked`, else the data set of that name that is built in, else what
// $LABELREP_<NAME> says (see UserPath). NOT_FOUND naming what was looked for.
absl::StatusOr<std::string> FindDataFolder(const std::string& asked, const std::string& dataset);

// Label set file: `asked`, as a path or the name of one that is built in, else the one that is
// built in for that data set and kind. NOT_FOUND naming what was looked for.
absl::StatusOr<std::string> FindLabels(const std::string& asked, const Recipe& recipe);

// FAILED_PRECONDITION naming `file` and the field of the label set's recipe, `found`, that is not
// that of the run's, `expected`. A run that names no source takes any.
absl::Status CheckLabelRecipe(const LabelRecipe& found, const LabelRecipe& expected,
                              const std::string& file);

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_FIND_INPUTS_H_
