// What an attacker raises: a number for each image, and its gradient to the image.
#ifndef LIB_ATTACK_OBJECTIVE_H_
#define LIB_ATTACK_OBJECTIVE_H_

#include <cstdint>
#include <functional>

#include "ATen/core/Tensor.h"
#include "lib/eval/model_view.h"
#include "results/attack.pb.h"

namespace labelrep {

struct Objective {
  AttackRecipe::Objective kind = AttackRecipe::OWN_LOSS;
  bool targeted = false;
  // Of OWN_LOSS: without the label smoothing that the model was trained with, as the released code
  // attacks every model of categories.
  bool without_smoothing = false;
};

Objective ObjectiveOf(const AttackRecipe& recipe);

// The classes that the images of a batch are of and those that a targeted attack wants, int64 [B]
// each; targets are undefined where there are none.
struct Aims {
  at::Tensor classes;
  at::Tensor targets;
  double temperature = 1;  // of CROSS_ENTROPY; see temperature.h

  Aims Narrow(int64_t first, int64_t count) const;
  Aims Select(const at::Tensor& rows) const;  // int64 [R]
  Aims WithTargets(const at::Tensor& others) const;
};

// [B], for outputs of the model, with s the class scores, s(k) the k-th largest of them, y the
// class, t the target and T the temperature:
//   OWN_LOSS       loss(y), targeted -loss(t)
//   MARGIN         max over j != y of s_j, minus s_y; targeted s_t minus the max over j != t of s_j
//   CROSS_ENTROPY  -log softmax(s / T)_y, targeted log softmax(s / T)_t
//   DLR            MARGIN / (s(1) - s(3)), targeted (s_t - s_y) / (s(1) - (s(3) + s(4)) / 2): the
//                  difference of logits ratio of Croce & Hein, arXiv:2003.01690, section 4.1, which
//                  no factor of the scores changes. Of fewer classes the last takes the place of
//                  s(3) and s(4), and of two the differences are not divided.
at::Tensor ObjectiveValues(const ModelView& model, const Objective& objective,
                           const at::Tensor& outputs, const Aims& aims);

// [B], for outputs of the model and the aims of their images; differentiable.
using ValueFunction = std::function<at::Tensor(const at::Tensor& outputs, const Aims& aims)>;

// What one pass forward and one back say of B images.
struct ObjectivePoint {
  at::Tensor values;     // [B]
  at::Tensor gradients;  // [B, 3, h, w]: of each image's own value
  at::Tensor decisions;  // int64 [B]
};

// At most `chunk` images at once. Leaves the gradients of the model's parameters alone. An image's
// gradient is that of its own value where no image's depends on the others (see ModelView).
ObjectivePoint EvaluateObjective(const ModelView& model, const ValueFunction& value,
                                 const at::Tensor& images, const Aims& aims, int64_t chunk);

// The gradients alone, of ObjectiveValues.
at::Tensor ObjectiveGradient(const ModelView& model, const Objective& objective,
                             const at::Tensor& images, const Aims& aims, int64_t chunk);

// bool [B]: whether a decision, int64 [B], is what the attacker wants: the target, or untargeted
// any class but the image's own.
at::Tensor Reached(const Objective& objective, const at::Tensor& decisions, const Aims& aims);

// int64 [B]: the model's decisions on images, without gradients, at most `chunk` at once.
at::Tensor DecideOnImages(const ModelView& model, const at::Tensor& images, int64_t chunk);

// [B, n]: the same for class scores (ModelView).
at::Tensor ScoreImages(const ModelView& model, const at::Tensor& images, int64_t chunk);

}  // namespace labelrep

#endif  // LIB_ATTACK_OBJECTIVE_H_
