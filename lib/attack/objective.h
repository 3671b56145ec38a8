// What an attacker raises: a number for each image, and its gradient to the image.
#ifndef LIB_ATTACK_OBJECTIVE_H_
#define LIB_ATTACK_OBJECTIVE_H_

#include <cstdint>

#include "ATen/core/Tensor.h"
#include "lib/eval/model_view.h"
#include "results/attack.pb.h"

namespace labelrep {

struct Objective {
  AttackRecipe::Objective kind = AttackRecipe::OWN_LOSS;
  bool targeted = false;
};

Objective ObjectiveOf(const AttackRecipe& recipe);

// The classes that the images of a batch are of and those that a targeted attack wants, int64 [B]
// each; targets are undefined where there are none.
struct Aims {
  at::Tensor classes;
  at::Tensor targets;

  Aims Narrow(int64_t first, int64_t count) const;
  Aims Select(const at::Tensor& rows) const;  // int64 [R]
};

// [B], for outputs of the model, with s the class scores, y the class and t the target:
//   OWN_LOSS  loss(y), targeted -loss(t)
//   MARGIN    max over j != y of s_j, minus s_y; targeted s_t minus the max over j != t of s_j
at::Tensor ObjectiveValues(const ModelView& model, const Objective& objective,
                           const at::Tensor& outputs, const Aims& aims);

// [B, 3, h, w]: the gradient of the sum of the images' values to each image: of its own value
// where no image's depends on the others (see ModelView). At most `chunk` images at once. Leaves
// the gradients of the model's parameters alone.
at::Tensor ObjectiveGradient(const ModelView& model, const Objective& objective,
                             const at::Tensor& images, const Aims& aims, int64_t chunk);

// bool [B]: whether a decision, int64 [B], is what the attacker wants: the target, or untargeted
// any class but the image's own.
at::Tensor Reached(const Objective& objective, const at::Tensor& decisions, const Aims& aims);

// int64 [B]: the model's decisions on images, without gradients, at most `chunk` at once.
at::Tensor DecideOnImages(const ModelView& model, const at::Tensor& images, int64_t chunk);

}  // namespace labelrep

#endif  // LIB_ATTACK_OBJECTIVE_H_
