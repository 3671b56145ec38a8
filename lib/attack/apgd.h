// Auto-PGD: projected gradient ascent with momentum whose step begins at twice epsilon and is
// halved where the objective does not rise often enough, each time from the best point so far.
// Reference: Croce & Hein, arXiv:2003.01690, section 3 and algorithm 1, in the L-infinity norm.
#ifndef LIB_ATTACK_APGD_H_
#define LIB_ATTACK_APGD_H_

#include <vector>

#include "ATen/core/Tensor.h"
#include "lib/attack/attack.h"
#include "lib/attack/objective.h"
#include "lib/eval/model_view.h"
#include "results/attack.pb.h"

namespace labelrep {

// The steps, counted from 1 and rising, after which the step size is judged: ceil(p_j `steps`) with
// p_1 = 0.22 and p_(j+1) = p_j + max(p_j - p_(j-1) - 0.03, 0.06), as far as they are distinct and
// less than `steps`.
std::vector<int> ApgdCheckpoints(int steps);

// Auto-PGD on `objective` from recipe.restarts() random points for each of `targets`, at every
// epsilon: int64 [B] each, the classes that the batch's images aim at, or one undefined tensor for
// an untargeted objective. It goes on for the images that have not reached `goal`, each until it
// does. What an image that never does ends with is the point of the highest objective from the last
// start. Images and decisions are those of one pass, so that each step is one pass forward and
// back.
AttackOutcome RunApgd(const ModelView& model, const AttackBatch& batch, const AttackRecipe& recipe,
                      const Objective& objective, const Objective& goal,
                      const std::vector<at::Tensor>& targets);

}  // namespace labelrep

#endif  // LIB_ATTACK_APGD_H_
