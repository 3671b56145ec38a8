// Attack recipes: checks, defaults made explicit, and the digest that a recorded attack is found
// by.
#ifndef LIB_ATTACK_ATTACK_RECIPE_H_
#define LIB_ATTACK_ATTACK_RECIPE_H_

#include <string>

#include "absl/status/status.h"
#include "results/attack.pb.h"

namespace labelrep {

// The widest epsilon that a recipe may ask for, in normalised units; black to white is about 5 in
// each element, 277 in the length of a change of all elements of a 32x32 image.
double LargestEpsilon(AttackResult::Norm norm);

// INVALID_ARGUMENT naming `name` and the field, what was found and what was expected; for an
// unknown attack the known ones.
absl::Status ValidateAttackRecipe(const AttackRecipe& recipe, const std::string& name);

// The same recipe with every default filled in, the attack's own (attack_facts.h) before
// the schema's.
AttackRecipe CanonicalAttackRecipe(const AttackRecipe& recipe);

// SHA-256 of the canonical recipe's deterministic serialization.
std::string AttackRecipeSha256(const AttackRecipe& recipe);

// A result that says what was asked for, of a recipe that need not be valid, and nothing else: the
// canonical recipe, its digest, and the attack's norm where it is another than LINF.
AttackResult ResultForRecipe(const AttackRecipe& recipe);

}  // namespace labelrep

#endif  // LIB_ATTACK_ATTACK_RECIPE_H_
