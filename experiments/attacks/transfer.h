// Images that mislead one model, tried on another.
#ifndef EXPERIMENTS_ATTACKS_TRANSFER_H_
#define EXPERIMENTS_ATTACKS_TRANSFER_H_

#include <string>

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/attacks/attack_target.h"
#include "lib/eval/model_view.h"
#include "results/attack.pb.h"

namespace labelrep {

// What `images`, float32 [N, 3, h, w], do to `model` of `target`. They came of the attack
// `source` on another model at `epsilon`, and are the first N of the same test split; images that
// misled nobody are as they were. The result is that of an attack at this epsilon, with
// `transferred_from`. FAILED_PRECONDITION for images of another test split, INVALID_ARGUMENT for an
// epsilon that is none of the attack's or images of another shape.
absl::StatusOr<AttackResult> Transfer(const AttackTarget& target, const ModelView& model,
                                      const AttackResult& source, double epsilon,
                                      const at::Tensor& images);

// Does what a TransferSpec (text) says. Where the run failed or is absent, or its weights or the
// attack on the other model are, so is the result.
absl::Status RunTransferSpec(const std::string& spec_path);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_TRANSFER_H_
