#include "experiments/record/recipe_digests.h"

#include "absl/strings/str_cat.h"

namespace labelrep {

absl::Status CheckStatedDigest(const std::string& file, absl::string_view stated,
                               absl::string_view of_its_recipe) {
  if (stated == of_its_recipe) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(file, ": recipe_sha256 is ", stated,
                                                 ", but the digest of its recipe is ",
                                                 of_its_recipe, "; record it again"));
}

absl::Status CheckMayReplace(const std::string& file, absl::string_view what,
                             absl::string_view recorded, absl::string_view replacement) {
  if (recorded == replacement) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      file, ": not recorded, as it holds ", what, " of recipe ", recorded, ", expected recipe ",
      replacement, "; give another folder with --out, or delete what was recorded"));
}

}  // namespace labelrep
