#include "experiments/attacks/attack_device.h"

namespace labelrep {

absl::StatusOr<RunDevice> AcquireDevice(const AttackRecipe& recipe) {
  // The part of a training recipe that says where a program runs.
  Recipe device;
  device.set_device(recipe.device());
  device.set_threads(recipe.threads());
  return RunDevice::Acquire(device);
}

Arithmetic ArithmeticOf(const AttackRecipe& recipe) {
  return recipe.precision() == Recipe::BF16_AUTOCAST ? Arithmetic::kBfloat16 : Arithmetic::kFloat32;
}

}  // namespace labelrep
