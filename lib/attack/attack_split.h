// An attack over the first images of a test split.
#ifndef LIB_ATTACK_ATTACK_SPLIT_H_
#define LIB_ATTACK_ATTACK_SPLIT_H_

#include <cstdint>
#include <functional>

#include "absl/status/statusor.h"
#include "lib/attack/attack.h"
#include "lib/data/normalization.h"
#include "lib/data/resident_data.h"
#include "lib/eval/model_view.h"
#include "results/attack.pb.h"

namespace labelrep {

struct AttackObserver {
  // After each batch: images that are done, of all that the recipe asks for.
  std::function<void(int64_t done, int64_t total)> progress;
  // Every batch of attacked images and what came out, in the order of the split: to keep
  // adversarial images, or to try them on another model.
  std::function<void(const AttackBatch&, const AttackOutcome&)> batch;
};

// Decides on the first recipe.images() images of `test` (all, where it has fewer), then attacks
// those that are decided correctly, in batches of recipe.batch_size(). The result has everything
// but what identifies model, weights, labels and data. `recipe` has passed ValidateAttackRecipe;
// the model is in its precision and on the images' device. The same inputs give the same bytes, and
// another batch size the same numbers but for rounding. INVALID_ARGUMENT where an image's class is
// none of the labels'. `graphs`: see
// AttackBatch. Throws c10::Error.
absl::StatusOr<AttackResult> AttackSplit(const ModelView& model, const ResidentImages& test,
                                         const Normalization& normalization,
                                         const AttackRecipe& recipe, const AttackObserver& observer,
                                         const MakeDeviceGraph& graphs = {});

}  // namespace labelrep

#endif  // LIB_ATTACK_ATTACK_SPLIT_H_
