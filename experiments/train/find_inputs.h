// Where the data set and the labels of a run are: given by the user, built in, or named by the
// environment.
#ifndef EXPERIMENTS_TRAIN_FIND_INPUTS_H_
#define EXPERIMENTS_TRAIN_FIND_INPUTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/data/image_set.h"
#include "results/run.pb.h"

namespace labelrep {

// Folder of a data set: `asked`, else the data set of that name that is built in, else what
// $LABELREP_<NAME> says (see UserPath). NOT_FOUND naming what was looked for.
absl::StatusOr<std::string> FindDataFolder(const std::string& asked, const std::string& dataset);

// Label set file: `asked`, as a path or the name of one that is built in, else the one that is
// built in for that data set and kind. NOT_FOUND naming what was looked for.
absl::StatusOr<std::string> FindLabels(const std::string& asked, const Recipe& recipe);

// The test split of a data set.
absl::StatusOr<ImageSet> ReadTestImages(const std::string& data_folder);

}  // namespace labelrep

#endif  // EXPERIMENTS_TRAIN_FIND_INPUTS_H_
