#include "lib/attack/pass_formula.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace labelrep {
namespace {

bool ReadFactor(absl::string_view text, const AttackRecipe& recipe, int64_t& factor) {
  if (text == "epsilons") {
    factor = recipe.epsilons_size();
  } else if (text == "steps") {
    factor = recipe.steps();
  } else if (text == "restarts") {
    factor = recipe.restarts();
  } else if (text == "queries") {
    factor = recipe.queries();
  } else if (text == "target_classes") {
    factor = recipe.target_classes();
  } else {
    return absl::SimpleAtoi(text, &factor);
  }
  return true;
}

}  // namespace

absl::StatusOr<int64_t> CountPasses(absl::string_view formula, const AttackRecipe& recipe) {
  const std::vector<std::string> parts = absl::StrSplit(formula, ' ');
  const auto refuse = [&](absl::string_view part, absl::string_view expected) {
    return absl::InvalidArgumentError(
        absl::StrCat("passes \"", formula, "\": found \"", part, "\", expected ", expected));
  };
  int64_t sum = 0;
  int64_t product = 1;
  // Factors and operators take turns, and a factor is the last.
  for (size_t i = 0; i < parts.size(); i += 2) {
    int64_t factor = 0;
    if (!ReadFactor(parts[i], recipe, factor)) {
      return refuse(parts[i],
                    "a whole number, epsilons, steps, restarts, queries or target_classes");
    }
    product *= factor;
    if (i + 1 < parts.size() && parts[i + 1] == "*") continue;
    sum += product;
    if (i + 1 == parts.size()) return sum;
    if (parts[i + 1] != "+" && parts[i + 1] != "-") return refuse(parts[i + 1], "+, - or *");
    product = parts[i + 1] == "-" ? -1 : 1;
  }
  return refuse("", "a factor at the end");
}

}  // namespace labelrep
