// What a run's weights file says of the run.
#ifndef LIB_TRAIN_WEIGHTS_METADATA_H_
#define LIB_TRAIN_WEIGHTS_METADATA_H_

#include <map>
#include <string>

#include "results/run.pb.h"

namespace labelrep {

// For WeightsOf (lib/eval/weights.h): "format" ("pt", as other tools write), "recipe" (Recipe in
// text form), "recipe_sha256", "labels_sha256", "train_data_sha256". Nothing of time, place, or how
// the run was cut.
std::map<std::string, std::string> WeightsMetadata(const RunResult& result);

}  // namespace labelrep

#endif  // LIB_TRAIN_WEIGHTS_METADATA_H_
