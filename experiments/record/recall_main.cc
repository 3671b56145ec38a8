// Finds a recorded run by its recipe and copies what is asked for:
//   recall --run=RUN.textproto (--result=OUT | --provenance=OUT | --weights=OUT |
//          --weights_or_empty=OUT) FILES...
//   recall --run=RUN.textproto --attack=ATTACK.textproto [--transferred_from=RUN.textproto]
//          --result=OUT FILES...
// A result that was not recorded is written as an absent one; provenance and weights are then an
// error.
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "experiments/record/recorded_attacks.h"
#include "experiments/record/recorded_runs.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, run, "", "run file (RunConfig, text)");
ABSL_FLAG(std::string, result, "", "where to write the result");
ABSL_FLAG(std::string, provenance, "", "where to write the provenance");
ABSL_FLAG(std::string, weights, "", "where to write the weights");
ABSL_FLAG(std::string, weights_or_empty, "", "the same, but an empty file where there are none");
ABSL_FLAG(std::string, attack, "",
          "attack (AttackRecipe, text): the result is that of this attack");
ABSL_FLAG(std::string, transferred_from, "",
          "run file of the model that the images were made against");

namespace labelrep {
namespace {

absl::Status NotRecorded(const Recipe& recipe) {
  return absl::NotFoundError(absl::StrCat("no recorded run ", RecordedName(recipe),
                                          " under results/measured has the recipe digest of this "
                                          "one; build without --config=recorded to train it"));
}

absl::Status CopyWeights(const std::optional<RecordedRun>& run, const Recipe& recipe,
                         const std::string& out) {
  if (!run.has_value()) return NotRecorded(recipe);
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadRecordedWeights(*run));
  return WriteFileAtomically(out, bytes);
}

absl::Status Copy(const std::optional<RecordedRun>& run, const Recipe& recipe, const char* suffix,
                  const std::string& out) {
  if (!run.has_value()) return NotRecorded(recipe);
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(run->stem + suffix));
  return WriteFileAtomically(out, bytes);
}

absl::Status RecallAttack(const Recipe& model, const std::vector<std::string>& files) {
  AttackRecipe attack;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(absl::GetFlag(FLAGS_attack), &attack));
  std::optional<Recipe> transferred_from;
  if (const std::string source = absl::GetFlag(FLAGS_transferred_from); !source.empty()) {
    RunConfig config;
    LABELREP_RETURN_IF_ERROR(ReadTextProto(source, &config));
    transferred_from = config.recipe();
  }
  LABELREP_ASSIGN_OR_RETURN(const AttackResult result,
                            FindRecordedAttack(model, attack, transferred_from, files));
  return WriteBinaryProto(absl::GetFlag(FLAGS_result), result);
}

absl::Status Recall(const std::vector<std::string>& files) {
  RunConfig config;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(absl::GetFlag(FLAGS_run), &config));
  if (!absl::GetFlag(FLAGS_attack).empty()) return RecallAttack(config.recipe(), files);
  LABELREP_ASSIGN_OR_RETURN(const std::optional<RecordedRun> run,
                            FindRecordedRun(config.recipe(), files));
  if (const std::string out = absl::GetFlag(FLAGS_result); !out.empty()) {
    LABELREP_RETURN_IF_ERROR(run.has_value()
                                 ? Copy(run, config.recipe(), kResultSuffix, out)
                                 : WriteBinaryProto(out, AbsentResult(config.recipe())));
  }
  if (const std::string out = absl::GetFlag(FLAGS_provenance); !out.empty()) {
    LABELREP_RETURN_IF_ERROR(Copy(run, config.recipe(), kProvenanceSuffix, out));
  }
  if (const std::string out = absl::GetFlag(FLAGS_weights); !out.empty()) {
    LABELREP_RETURN_IF_ERROR(CopyWeights(run, config.recipe(), out));
  }
  if (const std::string out = absl::GetFlag(FLAGS_weights_or_empty); !out.empty()) {
    const absl::Status copied = CopyWeights(run, config.recipe(), out);
    if (!absl::IsNotFound(copied)) return copied;
    // Where weights are there that do not fit, nothing else says so.
    if (run.has_value()) std::cerr << "recall: " << copied.message() << "\n";
    LABELREP_RETURN_IF_ERROR(WriteFileAtomically(out, ""));
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("recall", "recalls a recorded run by the digest of its recipe", argc,
                              argv, labelrep::Recall);
}
