// What bounds an attack: how far an image may be changed, and the values that it may have.
#ifndef LIB_ATTACK_ATTACK_BOUND_H_
#define LIB_ATTACK_ATTACK_BOUND_H_

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "lib/attack/attack.h"
#include "results/attack.pb.h"

namespace labelrep {

// [B]: the size of each image's change, [B, 3, h, w], in that norm.
at::Tensor ChangeSizes(const at::Tensor& change, AttackResult::Norm norm);

// FAILED_PRECONDITION naming the attack, the epsilon and the first image that was changed by more
// than epsilon in that norm (or by something that is no number), but for rounding; and, but for
// variant RELEASE, the first that left the pixel range.
absl::Status CheckOutcome(const AttackBatch& batch, const AttackOutcome& outcome,
                          const AttackRecipe& recipe, AttackResult::Norm norm);

}  // namespace labelrep

#endif  // LIB_ATTACK_ATTACK_BOUND_H_
