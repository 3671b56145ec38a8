// What a run's weights file says of the run.
#ifndef LIB_RUN_WEIGHTS_METADATA_H_
#define LIB_RUN_WEIGHTS_METADATA_H_

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "results/run.pb.h"

namespace labelrep {

// For WeightsOf (lib/eval/weights.h): "format" ("pt", as other tools write), "recipe" (Recipe in
// text form), "recipe_sha256", "labels_sha256", "train_data_sha256". Nothing of time, place, or how
// the run was cut.
std::map<std::string, std::string> WeightsMetadata(const RunResult& result);

// The recipe that such metadata hold; none where they are of another program's. INVALID_ARGUMENT
// naming `name` where it cannot be read.
absl::StatusOr<std::optional<Recipe>> RecipeOfWeights(
    const std::map<std::string, std::string>& metadata, absl::string_view name);

}  // namespace labelrep

#endif  // LIB_RUN_WEIGHTS_METADATA_H_
