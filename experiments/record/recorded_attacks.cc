#include "experiments/record/recorded_attacks.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "experiments/record/absent.h"
#include "experiments/record/recipe_digests.h"
#include "lib/attack/attack_recipe.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/train/recipe.h"

namespace labelrep {
namespace {

constexpr size_t kDigestCharacters = 8;

bool IsSameSource(const std::optional<Recipe>& asked, const AttackResult& result) {
  if (!asked.has_value()) return !result.has_transferred_from();
  return result.has_transferred_from() && IsSameRecipe(*asked, result.transferred_from());
}

absl::Status CheckSameModels(const std::string& file, const AttackResult& result) {
  AttackResult recorded;
  // One that cannot be read is no recorded attack.
  if (!ReadBinaryProto(file, &recorded).ok()) return absl::OkStatus();
  for (const auto& [found, expected] :
       {std::pair(&recorded.model(), &result.model()),
        std::pair(&recorded.transferred_from(), &result.transferred_from())}) {
    LABELREP_RETURN_IF_ERROR(CheckMayReplace(file, "an attack with a model", RecipeSha256(*found),
                                             RecipeSha256(*expected)));
  }
  return absl::OkStatus();
}

AttackResult AbsentAttack(const Recipe& model, const AttackRecipe& attack) {
  AttackResult result = ResultForRecipe(attack);
  *result.mutable_model() = model;
  *result.mutable_failure() = AbsentFailure("no recorded attack of this recipe on this run");
  return result;
}

}  // namespace

absl::StatusOr<AttackResult> FindRecordedAttack(const Recipe& model, const AttackRecipe& attack,
                                                const std::optional<Recipe>& transferred_from,
                                                std::vector<std::string> files) {
  const std::string wanted = AttackRecipeSha256(attack);
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    if (!absl::EndsWith(file, kAttackSuffix)) continue;
    AttackResult result;
    LABELREP_RETURN_IF_ERROR(ReadBinaryProto(file, &result));
    LABELREP_RETURN_IF_ERROR(
        CheckStatedDigest(file, result.recipe_sha256(), AttackRecipeSha256(result.recipe())));
    if (result.recipe_sha256() == wanted && IsSameRecipe(model, result.model()) &&
        IsSameSource(transferred_from, result)) {
      return result;
    }
  }
  AttackResult absent = AbsentAttack(model, attack);
  if (transferred_from.has_value()) *absent.mutable_transferred_from() = *transferred_from;
  return absent;
}

std::string RecordedAttackName(const AttackResult& result) {
  const AttackRecipe& recipe = result.recipe();
  std::string name = absl::StrCat(RecordedName(result.model()), ".", recipe.attack());
  if (recipe.objective() == AttackRecipe::MARGIN) absl::StrAppend(&name, "_margin");
  if (recipe.targeted()) absl::StrAppend(&name, "_targeted");
  if (recipe.variant() == AttackRecipe::RELEASE) absl::StrAppend(&name, "_release");
  if (result.has_transferred_from()) {
    absl::StrAppend(&name, "_from_", result.transferred_from().label().kind());
  }
  return absl::StrCat(name, "_", result.recipe_sha256().substr(0, kDigestCharacters));
}

absl::StatusOr<std::string> RecordAttack(const std::string& result_file,
                                         const std::string& provenance_file,
                                         const RecordOptions& options) {
  AttackResult result;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(result_file, &result));
  if (result.has_failure()) {
    return absl::FailedPreconditionError(
        absl::StrCat(result_file, ": not recorded, as it failed: ", result.failure().message()));
  }
  Provenance provenance;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(provenance_file, &provenance));
  SetCommit(options, provenance);
  LABELREP_RETURN_IF_ERROR(MakeDirectory(options.out));
  const std::string stem = absl::StrCat(options.out, "/", RecordedAttackName(result));
  LABELREP_RETURN_IF_ERROR(CheckSameModels(stem + kAttackSuffix, result));
  LABELREP_RETURN_IF_ERROR(WriteBinaryProto(stem + kAttackProvenanceSuffix, provenance));
  // Lookups go by the result, so it is there last.
  LABELREP_RETURN_IF_ERROR(WriteBinaryProto(stem + kAttackSuffix, result));
  return stem;
}

}  // namespace labelrep
