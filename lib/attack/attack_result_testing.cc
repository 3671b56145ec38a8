#include "lib/attack/attack_result_testing.h"

namespace labelrep {

AttackResult ResultOf(const std::string& attack, AttackRecipe::Objective objective,
                      const std::string& clean, const std::map<double, std::string>& attacked) {
  AttackResult result;
  result.mutable_recipe()->set_attack(attack);
  result.mutable_recipe()->set_objective(objective);
  for (const char c : clean) {
    result.add_classes(0);
    result.add_clean_decisions(c == '+' ? 0 : 1);
  }
  for (const auto& [epsilon, decisions] : attacked) {
    EpsilonResult& at_epsilon = *result.add_epsilons();
    at_epsilon.set_epsilon(epsilon);
    for (const char c : decisions) at_epsilon.add_decisions(c == '+' ? 0 : 1);
    if (attack == "square") at_epsilon.mutable_queries()->Resize(result.classes_size(), 1);
  }
  if (attack != "square") result.set_zero_gradient_images(0);
  return result;
}

}  // namespace labelrep
