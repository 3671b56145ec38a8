#include "experiments/attacks/attack_device.h"

namespace labelrep {

absl::StatusOr<RunDevice> AcquireDevice(const AttackRecipe& recipe) {
  return RunDevice::Acquire({.device = recipe.device(), .threads = recipe.threads()});
}

Arithmetic ArithmeticOf(const AttackRecipe& recipe) {
  return recipe.precision() == Recipe::BF16_AUTOCAST ? Arithmetic::kBfloat16 : Arithmetic::kFloat32;
}

}  // namespace labelrep
