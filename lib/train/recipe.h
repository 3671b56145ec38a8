// Recipes: checks, defaults made explicit, and the digest that a recorded run is found by. Knows
// nothing of libtorch.
#ifndef LIB_TRAIN_RECIPE_H_
#define LIB_TRAIN_RECIPE_H_

#include <string>

#include "absl/status/status.h"
#include "results/run.pb.h"

namespace labelrep {

// INVALID_ARGUMENT naming `name` and the field, what was found and what was expected. Whether the
// data set, label kind and encoder exist is for those to say that know them.
absl::Status ValidateRecipe(const Recipe& recipe, const std::string& name);

// The same recipe with every default filled in, so that it stays what it is when a default changes.
Recipe CanonicalRecipe(const Recipe& recipe);

// SHA-256 of the canonical recipe's deterministic serialization.
std::string RecipeSha256(const Recipe& recipe);

}  // namespace labelrep

#endif  // LIB_TRAIN_RECIPE_H_
