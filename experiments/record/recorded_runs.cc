#include "experiments/record/recorded_runs.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "experiments/record/absent.h"
#include "experiments/record/recipe_digests.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

absl::Status CheckSameRecipe(const std::string& file, const RunResult& result) {
  RunResult recorded;
  // One that cannot be read is no recorded run.
  if (!ReadBinaryProto(file, &recorded).ok()) return absl::OkStatus();
  return CheckMayReplace(file, "a run", recorded.recipe_sha256(), result.recipe_sha256());
}

absl::Status RemoveStaleWeights(const std::string& file, const RunResult& result) {
  const absl::StatusOr<std::string> bytes = ReadFile(file);
  if (bytes.ok() && Sha256Hex(*bytes) == result.weights_sha256()) return absl::OkStatus();
  return RemoveFile(file);
}

}  // namespace

absl::StatusOr<std::optional<RecordedRun>> FindRecordedRun(const Recipe& recipe,
                                                           std::vector<std::string> files) {
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    if (!absl::EndsWith(file, kResultSuffix)) continue;
    RunResult result;
    LABELREP_RETURN_IF_ERROR(ReadBinaryProto(file, &result));
    LABELREP_RETURN_IF_ERROR(
        CheckStatedDigest(file, result.recipe_sha256(), RecipeSha256(result.recipe())));
    if (IsSameRecipe(recipe, result.recipe())) {
      return RecordedRun{std::string(absl::StripSuffix(file, kResultSuffix)), std::move(result)};
    }
  }
  return std::nullopt;
}

bool IsSameRecipe(const Recipe& asked, const Recipe& found) {
  Recipe wanted = asked;
  if (!asked.label().has_source() && found.label().has_source()) {
    wanted.mutable_label()->set_source(found.label().source());
  }
  return RecipeSha256(wanted) == RecipeSha256(found);
}

void SetCommit(const RecordOptions& options, Provenance& provenance) {
  if (options.git_commit.empty()) return;
  provenance.set_git_commit(options.git_commit);
  provenance.set_git_dirty(options.git_dirty);
}

RunResult AbsentResult(const Recipe& recipe) {
  RunResult result;
  *result.mutable_recipe() = recipe;
  result.set_recipe_sha256(RecipeSha256(recipe));
  *result.mutable_failure() =
      AbsentFailure("no recorded run for this recipe; run without --config=recorded to train it");
  return result;
}

absl::StatusOr<std::string> ReadRecordedWeights(const RecordedRun& run) {
  const std::string file = run.stem + kWeightsSuffix;
  absl::StatusOr<std::string> bytes = ReadFile(file);
  if (absl::IsNotFound(bytes.status())) {
    return absl::NotFoundError(absl::StrCat(file, " was not recorded: ", bytes.status().message()));
  }
  LABELREP_RETURN_IF_ERROR(bytes.status());
  if (const std::string digest = Sha256Hex(*bytes); digest != run.result.weights_sha256()) {
    return absl::NotFoundError(absl::StrCat(file, ": SHA-256 ", digest, ", expected ",
                                            run.result.weights_sha256(), " as in ", run.stem,
                                            kResultSuffix, "; record the run again"));
  }
  return bytes;
}

std::string RecordedName(const Recipe& recipe) {
  std::string name = absl::StrCat(recipe.dataset(), "_", recipe.encoder(), "_",
                                  recipe.label().kind(), "_e", recipe.epochs());
  if (recipe.train_fraction_percent() != 100) {
    const std::string percent = absl::StrCat(recipe.train_fraction_percent());
    absl::StrAppend(&name, "_p", absl::StrReplaceAll(percent, {{".", "_"}}));
  }
  return absl::StrCat(name, "_s", recipe.seed());
}

absl::StatusOr<std::string> RecordRun(const std::string& folder, const RecordOptions& options) {
  RunResult result;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(absl::StrCat(folder, "/result.pb"), &result));
  if (result.has_failure()) {
    return absl::FailedPreconditionError(absl::StrCat(
        folder, "/result.pb: not recorded, as the run failed: ", result.failure().message()));
  }
  Provenance provenance;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(absl::StrCat(folder, "/provenance.pb"), &provenance));
  SetCommit(options, provenance);
  std::string weights;
  if (options.max_weights_bytes > 0) {
    const std::string file = absl::StrCat(folder, "/weights.safetensors");
    LABELREP_ASSIGN_OR_RETURN(weights, ReadFile(file));
    if (const std::string digest = Sha256Hex(weights); digest != result.weights_sha256()) {
      return absl::FailedPreconditionError(
          absl::StrCat(file, ": not recorded, as its SHA-256 is ", digest, ", expected ",
                       result.weights_sha256(), " as in result.pb beside it; train the run again"));
    }
  }
  LABELREP_RETURN_IF_ERROR(MakeDirectory(options.out));
  const std::string stem = absl::StrCat(options.out, "/", RecordedName(result.recipe()));
  LABELREP_RETURN_IF_ERROR(CheckSameRecipe(stem + kResultSuffix, result));
  LABELREP_RETURN_IF_ERROR(RemoveStaleWeights(stem + kWeightsSuffix, result));
  LABELREP_RETURN_IF_ERROR(WriteBinaryProto(stem + kProvenanceSuffix, provenance));
  if (!weights.empty() && static_cast<int64_t>(weights.size()) <= options.max_weights_bytes) {
    LABELREP_RETURN_IF_ERROR(WriteFileAtomically(stem + kWeightsSuffix, weights));
  }
  // Lookups go by the result, so it is there last.
  LABELREP_RETURN_IF_ERROR(WriteBinaryProto(stem + kResultSuffix, result));
  return stem;
}

}  // namespace labelrep
