// Results of attacks, written down in short form.
#ifndef LIB_ATTACK_ATTACK_RESULT_TESTING_H_
#define LIB_ATTACK_ATTACK_RESULT_TESTING_H_

#include <map>
#include <string>

#include "results/attack.pb.h"

namespace labelrep {

// Images of class 0, one for each character of `clean`: '+' is decided correctly, '-' as class 1.
// `attacked` has the same by epsilon. recipe.attack and recipe.objective are set, and all images
// that are decided correctly have a gradient.
AttackResult ResultOf(const std::string& attack, AttackRecipe::Objective objective,
                      const std::string& clean, const std::map<double, std::string>& attacked);

}  // namespace labelrep

#endif  // LIB_ATTACK_ATTACK_RESULT_TESTING_H_
