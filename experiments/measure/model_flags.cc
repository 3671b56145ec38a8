#include "experiments/measure/model_flags.h"

#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

ABSL_FLAG(std::string, weights, "",
          "Weights (.safetensors) as training leaves them, or a checkpoint of it.");
ABSL_FLAG(std::string, labels, "", "Label set file, or the name of a built-in one.");
ABSL_FLAG(std::string, data, "", "Folder of the data set, or the name of a built-in one.");
ABSL_FLAG(std::string, encoder, "", "Encoder, for weights whose metadata do not say it.");
ABSL_FLAG(
    std::string, normalization, "",
    "For such weights: RELEASE (mean and std of the paper's code; taken where it is not given) "
    "or DATA_SET (those of all training images).");
ABSL_FLAG(std::string, out, "", "Folder for the result, its provenance and the files beside it.");

namespace labelrep {

absl::StatusOr<ModelFlags> ReadModelFlags() {
  ModelFlags flags{.model = {.weights = absl::GetFlag(FLAGS_weights),
                             .labels = absl::GetFlag(FLAGS_labels),
                             .data = absl::GetFlag(FLAGS_data),
                             .encoder = absl::GetFlag(FLAGS_encoder),
                             .normalization = absl::GetFlag(FLAGS_normalization)},
                   .out = absl::GetFlag(FLAGS_out)};
  for (const auto& [name, value] :
       {std::pair("--weights", flags.model.weights), std::pair("--out", flags.out)}) {
    if (value.empty()) {
      return absl::InvalidArgumentError(absl::StrCat(name, ": not given; it is needed"));
    }
  }
  return flags;
}

}  // namespace labelrep
