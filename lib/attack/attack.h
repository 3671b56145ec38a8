// What an attack is, and how it becomes known by name.
//
// Adding one is a file and a line: mine.cc here with a function and a registration,
//   const AttackRegistration kMine("mine", {.defaults = "batch_size: 128", .run = MyAttack});
// and "mine" in attacks.bzl. It is then in every table and figure too.
#ifndef LIB_ATTACK_ATTACK_H_
#define LIB_ATTACK_ATTACK_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/attack/objective.h"
#include "lib/attack/pixel_range.h"
#include "lib/eval/model_view.h"
#include "results/attack.pb.h"

namespace labelrep {

// B images to attack, on the model's device.
struct AttackBatch {
  at::Tensor images;  // [B, 3, 32, 32] of the model's dtype, normalised, inside `range`
  Aims aims;          // targets where the recipe is targeted
  // Each image's place in the test split: it names the image's random numbers, so that they do not
  // depend on how the split is cut into batches.
  std::vector<int64_t> indices;
  PixelRange range;

  int64_t size() const { return images.size(0); }
};

// What came out at one epsilon. With x the image, elements lie in [fl(x - epsilon), fl(x +
// epsilon)] and, but for variant RELEASE, in the pixel range.
struct EpsilonOutcome {
  at::Tensor images;     // [B, 3, 32, 32]
  at::Tensor decisions;  // int64 [B], on those images
  at::Tensor queries;    // int64 [B]; undefined where the attack does not count them
};

struct AttackOutcome {
  std::vector<EpsilonOutcome> epsilons;  // as in the recipe
  // bool [B]: whether the objective's gradient at the clean image is zero in every element;
  // undefined where the attack takes no gradient.
  at::Tensor zero_gradients;
};

// How often one attacked image goes through the model, over all epsilons, at most: an attack may
// leave an image alone that is misled already.
struct AttackPasses {
  int64_t decisions = 0;  // forward only
  int64_t gradients = 0;  // forward, and back to the image
};

using AttackFunction =
    std::function<AttackOutcome(const ModelView&, const AttackBatch&, const AttackRecipe&)>;

struct Attack {
  // The fields of AttackRecipe, as text, that a recipe gets where it says nothing else. The fields
  // `steps`, `step_size_per_epsilon`, `restarts` and `queries` are an attack's own if they are set
  // here, and refused if not. batch_size must be set.
  std::string defaults;
  // Sees nothing but class scores: objective MARGIN only, which is then the default.
  bool scores_only = false;
  bool has_release_variant = false;
  // Both get a canonical recipe (attack_recipe.h), which is valid, and `run` a batch that fits it.
  AttackFunction run;
  // For the plan; may be left out, which leaves its cost unknown.
  std::function<AttackPasses(const AttackRecipe&)> passes = nullptr;
};

class AttackRegistration {
 public:
  // CHECKs that the name is new, and that the defaults can be read and set batch_size.
  AttackRegistration(std::string name, Attack attack);
};

// Null where there is none of that name.
const Attack* FindAttack(absl::string_view name);

// Sorted.
std::vector<std::string> KnownAttacks();

// `recipe` has passed ValidateAttackRecipe and is canonical. INVALID_ARGUMENT naming the first
// image whose class or target is none of the model's, whose target is its own class, or that has no
// target though the recipe is targeted. Throws c10::Error.
absl::StatusOr<AttackOutcome> RunAttack(const ModelView& model, const AttackBatch& batch,
                                        const AttackRecipe& recipe);

}  // namespace labelrep

#endif  // LIB_ATTACK_ATTACK_H_
