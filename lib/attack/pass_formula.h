// How many passes through the model an attack takes, as a formula of its recipe.
#ifndef LIB_ATTACK_PASS_FORMULA_H_
#define LIB_ATTACK_PASS_FORMULA_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "results/attack.pb.h"

namespace labelrep {

// The value of a sum of products, with blanks between its parts: "1 + steps * epsilons - epsilons".
// A factor is a whole number, or of the recipe `epsilons` (how many), `steps`, `restarts`,
// `queries` or `target_classes`. INVALID_ARGUMENT naming the formula and the part that is none of
// these.
absl::StatusOr<int64_t> CountPasses(absl::string_view formula, const AttackRecipe& recipe);

}  // namespace labelrep

#endif  // LIB_ATTACK_PASS_FORMULA_H_
