// Attacks a trained model: by hand (--weights, --attack, --out), or as an action (--spec). With
// --transfer_spec it tries images that mislead other models.
#include <string>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "experiments/attacks/run_attacks.h"
#include "lib/base/heap.h"
#include "lib/base/program.h"

ABSL_FLAG(std::string, weights, "", "Weights to attack (.safetensors), as training leaves them.");
ABSL_FLAG(std::string, labels, "", "Label set file, or the name of a built-in one.");
ABSL_FLAG(std::string, data, "", "Folder of the data set, or the name of a built-in one.");
ABSL_FLAG(std::string, encoder, "", "Encoder, for weights whose metadata do not say it.");
ABSL_FLAG(
    std::string, normalization, "",
    "For such weights: RELEASE (mean and std of the paper's code; taken where it is not given) "
    "or DATA_SET (those of all training images).");
ABSL_FLAG(std::string, attack, "",
          "Name of an attack (attacks/catalogue.bzl), or an AttackRecipe file (text).");
ABSL_FLAG(std::string, with, "", "Changes to the attack: \"targeted: true images: 500\".");
ABSL_FLAG(std::string, out, "", "Folder for result, provenance and adversarial images.");
ABSL_FLAG(std::string, transfer_spec, "", "MeasurementSpec (text) of transfers, for actions.");
ABSL_DECLARE_FLAG(std::string, spec);  // of attacks; in measure_model.cc

namespace labelrep {
namespace {

absl::Status Main() {
  if (const std::string spec = absl::GetFlag(FLAGS_spec); !spec.empty()) return RunAttackSpec(spec);
  if (const std::string spec = absl::GetFlag(FLAGS_transfer_spec); !spec.empty()) {
    return RunTransferSpec(spec);
  }
  const AttackByHand asked{.model = {.weights = absl::GetFlag(FLAGS_weights),
                                     .labels = absl::GetFlag(FLAGS_labels),
                                     .data = absl::GetFlag(FLAGS_data),
                                     .encoder = absl::GetFlag(FLAGS_encoder),
                                     .normalization = absl::GetFlag(FLAGS_normalization)},
                           .attack = absl::GetFlag(FLAGS_attack),
                           .changes = absl::GetFlag(FLAGS_with),
                           .out = absl::GetFlag(FLAGS_out)};
  for (const auto& [flag, value] :
       {std::pair("--weights", asked.model.weights), std::pair("--attack", asked.attack),
        std::pair("--out", asked.out)}) {
    if (value.empty()) {
      return absl::InvalidArgumentError(std::string(flag) + ": not given; it is needed");
    }
  }
  return AttackOneByHand(asked);
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  labelrep::KeepFreedMemory();
  return labelrep::RunProgram("attack",
                              "attacks a trained model; see results/attack.proto for recipes", argc,
                              argv, labelrep::Main);
}
