// Where, and in what arithmetic, an attack's recipe wants its model to be.
#ifndef EXPERIMENTS_ATTACKS_ATTACK_DEVICE_H_
#define EXPERIMENTS_ATTACKS_ATTACK_DEVICE_H_

#include "absl/status/statusor.h"
#include "lib/eval/frozen_model.h"
#include "lib/run/run_device.h"
#include "results/attack.pb.h"

namespace labelrep {

// The device with the recipe's number of threads. Errors as RunDevice::Acquire.
absl::StatusOr<RunDevice> AcquireDevice(const AttackRecipe& recipe);

Arithmetic ArithmeticOf(const AttackRecipe& recipe);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_ATTACK_DEVICE_H_
