#include "experiments/train/label_match.h"

#include "absl/strings/str_cat.h"

namespace labelrep {

absl::Status CheckLabelRecipe(const LabelRecipe& found, const LabelRecipe& expected,
                              const std::string& file) {
  const auto differ = [&file](const char* field, const auto& was, const auto& asked) {
    return absl::FailedPreconditionError(absl::StrCat(file, ": recipe.", field, ": found \"", was,
                                                      "\", expected \"", asked,
                                                      "\", as the run's recipe.label says"));
  };
  if (found.kind() != expected.kind()) return differ("kind", found.kind(), expected.kind());
  if (expected.has_source() && found.source() != expected.source()) {
    return differ("source", found.source(), expected.source());
  }
  if (found.seed() != expected.seed()) return differ("seed", found.seed(), expected.seed());
  return absl::OkStatus();
}

}  // namespace labelrep
