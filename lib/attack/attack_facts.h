// What is known of attacks by name, without their code and without libtorch: for recipes, look-ups,
// plans and reports.
#ifndef LIB_ATTACK_ATTACK_FACTS_H_
#define LIB_ATTACK_ATTACK_FACTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/attack/attack_facts.pb.h"
#include "results/attack.pb.h"

namespace labelrep {

class AttackFactsRegistration {
 public:
  // `facts` is an AttackFacts (text). CHECKs that the name is new, that the facts can be read, that
  // their formulas can, and that their defaults set batch_size.
  AttackFactsRegistration(const std::string& name, const std::string& facts);
};

// Null where there is none of that name.
const AttackFacts* FindAttackFacts(absl::string_view name);

// Sorted.
std::vector<std::string> KnownAttacks();

// How often one attacked image goes through the model, over all epsilons, at most.
struct AttackPasses {
  int64_t decisions = 0;  // forward only
  int64_t gradients = 0;  // forward, and back to the image
};

// Of a canonical recipe of a known attack; none where the attack does not say.
std::optional<AttackPasses> PassesOf(const AttackRecipe& recipe);

}  // namespace labelrep

#endif  // LIB_ATTACK_ATTACK_FACTS_H_
