// A trained model as an attack sees it, whatever its labels are: the loss that it was trained with,
// a score for each class, and the class that it decides on.
#ifndef LIB_ATTACK_ATTACKED_MODEL_H_
#define LIB_ATTACK_ATTACKED_MODEL_H_

#include <cstdint>
#include <memory>

#include "ATen/core/Tensor.h"
#include "absl/status/statusor.h"
#include "c10/core/Device.h"
#include "lib/eval/label_tensors.h"
#include "results/label_set.pb.h"

namespace labelrep {

class Classifier;

// kBfloat16: convolutions and matrix products in bfloat16 autocast, everything else in float32.
// kFloat64 is for comparisons.
enum class Arithmetic { kFloat32, kBfloat16, kFloat64 };

// No image's numbers depend on the others of a batch, but for rounding.
class AttackedModel {
 public:
  // Takes the model to the device, to evaluation mode and channels last, and its parameters out of
  // differentiation; it is the attack's from then on. `labels` has passed ValidateLabelSet.
  // INVALID_ARGUMENT where the model's outputs have not the shape of a label, or are not finite.
  // Throws c10::Error where the device has no room.
  static absl::StatusOr<AttackedModel> Make(std::shared_ptr<Classifier> model,
                                            const LabelSet& labels, at::Device device,
                                            Arithmetic arithmetic);

  // [B, ...] of dtype(), for normalised images, [B, 3, 32, 32] of dtype(). Differentiable, as are
  // the next two.
  at::Tensor Outputs(const at::Tensor& images) const;

  // [B]: the loss of training to each image's class, int64 [B].
  at::Tensor Losses(const at::Tensor& outputs, const at::Tensor& classes) const;

  // [B, n]: the logits, or minus the squared distance to each label, up to a number that all
  // classes of an image share. Only their differences say something, and the largest is the
  // decision.
  at::Tensor ClassScores(const at::Tensor& outputs) const;

  // int64 [B], by the label set's decision rule. A tie goes to the lower index.
  at::Tensor Decide(const at::Tensor& outputs) const;

  int64_t num_classes() const { return labels_.num_classes(); }
  at::Device device() const { return labels_.values.device(); }
  at::ScalarType dtype() const { return labels_.values.scalar_type(); }

 private:
  AttackedModel(std::shared_ptr<Classifier> model, LabelTensors labels, Arithmetic arithmetic);

  std::shared_ptr<Classifier> model_;
  LabelTensors labels_;
  Arithmetic arithmetic_;
};

}  // namespace labelrep

#endif  // LIB_ATTACK_ATTACKED_MODEL_H_
