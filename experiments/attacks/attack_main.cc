// Attacks a trained model: by hand (--weights, --attack, --out), or as an action (--spec). With
// --transfer_spec it tries images that mislead other models.
#include <string>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "experiments/attacks/run_attacks.h"
#include "experiments/measure/model_flags.h"
#include "lib/base/heap.h"
#include "lib/base/program.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, attack, "",
          "Name of an attack (attacks/catalogue.bzl), or an AttackRecipe file (text).");
ABSL_FLAG(std::string, with, "", "Changes to the attack: \"targeted: true images: 500\".");
ABSL_FLAG(std::string, transfer_spec, "", "MeasurementSpec (text) of transfers, for actions.");
ABSL_DECLARE_FLAG(std::string, spec);  // of attacks; in measure_model.cc

namespace labelrep {
namespace {

absl::Status Main() {
  if (const std::string spec = absl::GetFlag(FLAGS_spec); !spec.empty()) return RunAttackSpec(spec);
  if (const std::string spec = absl::GetFlag(FLAGS_transfer_spec); !spec.empty()) {
    return RunTransferSpec(spec);
  }
  LABELREP_ASSIGN_OR_RETURN(const ModelFlags flags, ReadModelFlags());
  return AttackOneByHand({.model = flags.model,
                          .attack = absl::GetFlag(FLAGS_attack),
                          .changes = absl::GetFlag(FLAGS_with),
                          .out = flags.out});
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  labelrep::KeepFreedMemory();
  return labelrep::RunProgram("attack",
                              "attacks a trained model; see results/attack.proto for recipes", argc,
                              argv, labelrep::Main);
}
