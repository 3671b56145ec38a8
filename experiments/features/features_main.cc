// Extracts and describes the features of a trained model: by hand (--weights, --out), or as an
// action (--spec).
#include <string>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "experiments/features/measure_features.h"
#include "experiments/measure/measure_model.h"
#include "lib/base/heap.h"
#include "lib/base/program.h"

ABSL_FLAG(std::string, weights, "",
          "Weights (.safetensors) as training leaves them, or a checkpoint of it.");
ABSL_FLAG(std::string, labels, "", "Label set file, or the name of a built-in one.");
ABSL_FLAG(std::string, data, "", "Folder of the data set, or the name of a built-in one.");
ABSL_FLAG(std::string, encoder, "", "Encoder, for weights whose metadata do not say it.");
ABSL_FLAG(
    std::string, normalization, "",
    "For such weights: RELEASE (mean and std of the paper's code; taken where it is not given) "
    "or DATA_SET (those of all training images).");
ABSL_FLAG(std::string, with, "", "FeaturesRecipe (text): \"images: 1000 tsne { seed: 1 }\".");
ABSL_FLAG(std::string, out, "", "Folder for result, provenance and features.npy.");
ABSL_DECLARE_FLAG(std::string, spec);  // in measure_model.cc

namespace labelrep {
namespace {

absl::Status Main() {
  if (const std::string spec = absl::GetFlag(FLAGS_spec); !spec.empty()) {
    return RunMeasurements(spec, AskFor<FeaturesRecipe, FeaturesResult>(MeasureFeatures));
  }
  const FeaturesByHand asked{.model = {.weights = absl::GetFlag(FLAGS_weights),
                                       .labels = absl::GetFlag(FLAGS_labels),
                                       .data = absl::GetFlag(FLAGS_data),
                                       .encoder = absl::GetFlag(FLAGS_encoder),
                                       .normalization = absl::GetFlag(FLAGS_normalization)},
                             .recipe = absl::GetFlag(FLAGS_with),
                             .out = absl::GetFlag(FLAGS_out)};
  for (const auto& [flag, value] :
       {std::pair("--weights", asked.model.weights), std::pair("--out", asked.out)}) {
    if (value.empty()) {
      return absl::InvalidArgumentError(std::string(flag) + ": not given; it is needed");
    }
  }
  return MeasureFeaturesByHand(asked);
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  labelrep::KeepFreedMemory();
  return labelrep::RunProgram(
      "features", "extracts features of a model; see results/features.proto for recipes", argc,
      argv, labelrep::Main);
}
