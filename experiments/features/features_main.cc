// Extracts and describes the features of a trained model: by hand (--weights, --out), or as an
// action (--spec).
#include <string>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "experiments/features/measure_features.h"
#include "experiments/measure/measure_model.h"
#include "experiments/measure/model_flags.h"
#include "lib/base/heap.h"
#include "lib/base/program.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, with, "", "FeaturesRecipe (text): \"images: 1000 tsne { seed: 1 }\".");
ABSL_DECLARE_FLAG(std::string, spec);  // in measure_model.cc

namespace labelrep {
namespace {

absl::Status Main() {
  if (const std::string spec = absl::GetFlag(FLAGS_spec); !spec.empty()) {
    return RunMeasurements(spec, AskFor<FeaturesRecipe, FeaturesResult>(MeasureFeatures));
  }
  LABELREP_ASSIGN_OR_RETURN(const ModelFlags flags, ReadModelFlags());
  return MeasureFeaturesByHand(
      {.model = flags.model, .recipe = absl::GetFlag(FLAGS_with), .out = flags.out});
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  labelrep::KeepFreedMemory();
  return labelrep::RunProgram(
      "features", "extracts features of a model; see results/features.proto for recipes", argc,
      argv, labelrep::Main);
}
