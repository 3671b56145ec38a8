// What an attack is, and how it becomes known by name.
//
// Adding one is a file and an entry: attacks/mine.cc with a function and a registration,
//   const AttackRegistration kMine("mine", MyAttack);
// and an entry in attacks/catalogue.bzl, which says what is known of it without its code
// (attack_facts.h). It is then in every table and figure too.
#ifndef LIB_ATTACK_ATTACK_H_
#define LIB_ATTACK_ATTACK_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/status/statusor.h"
#include "lib/attack/objective.h"
#include "lib/attack/pixel_range.h"
#include "lib/eval/model_view.h"
#include "lib/graph/device_graph.h"
#include "results/attack.pb.h"

namespace labelrep {

// B images to attack, on the model's device.
struct AttackBatch {
  at::Tensor images;  // [B, 3, h, w] of the model's dtype, normalised, inside `range`
  Aims aims;          // targets where the recipe is targeted
  // Each image's place in the test split: it names the image's random numbers, so that they do not
  // depend on how the split is cut into batches.
  std::vector<int64_t> indices;
  PixelRange range;
  // What records passes that are repeated; none: every pass is a plain call.
  MakeDeviceGraph graphs = {};

  int64_t size() const { return images.size(0); }
  AttackBatch Select(const at::Tensor& places) const;  // int64 [K]
};

// What came out at one epsilon: images whose change is at most epsilon in the attack's norm and
// that, but for variant RELEASE, lie in the pixel range (attack_bound.h).
struct EpsilonOutcome {
  at::Tensor images;     // [B, 3, h, w]
  at::Tensor decisions;  // int64 [B], on those images
  at::Tensor queries;    // int64 [B]; undefined where the attack does not count them
  // int64 [B]: of a suite, which of its attacks misled an image, from 1, or 0; else undefined.
  at::Tensor members = {};
};

struct AttackOutcome {
  std::vector<EpsilonOutcome> epsilons;  // as in the recipe
  // bool [B]: whether the objective's gradient at the clean image is zero in every element;
  // undefined where the attack takes no gradient.
  at::Tensor zero_gradients;
  std::vector<std::string> suite = {};  // of an attack that is several: their names, in order
};

// Gets a canonical recipe (attack_recipe.h), which is valid, and a batch that fits it.
using AttackFunction =
    std::function<AttackOutcome(const ModelView&, const AttackBatch&, const AttackRecipe&)>;

// CHECKs that the attack is linked; for attacks that are made of others, whose batches are checked.
const AttackFunction& AttackNamed(const std::string& name);

class AttackRegistration {
 public:
  // CHECKs that the name is new.
  AttackRegistration(std::string name, AttackFunction attack);
};

// `recipe` has passed ValidateAttackRecipe and is canonical. INVALID_ARGUMENT naming the first
// image whose class or target is none of the model's, whose target is its own class, or that has no
// target though the recipe is targeted; as CheckOutcome (attack_bound.h) where the attack does not
// keep what it is bound to. Throws c10::Error.
absl::StatusOr<AttackOutcome> RunAttack(const ModelView& model, const AttackBatch& batch,
                                        const AttackRecipe& recipe);

}  // namespace labelrep

#endif  // LIB_ATTACK_ATTACK_H_
