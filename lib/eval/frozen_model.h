// A trained model made ready to be evaluated: on a device, in one arithmetic, never trained again.
#ifndef LIB_EVAL_FROZEN_MODEL_H_
#define LIB_EVAL_FROZEN_MODEL_H_

#include <memory>

#include "absl/status/statusor.h"
#include "c10/core/Device.h"
#include "lib/eval/classifier.h"
#include "lib/eval/model_view.h"
#include "results/label_set.pb.h"

namespace labelrep {

// kBfloat16: convolutions and matrix products in bfloat16 autocast, everything else in float32.
// kFloat64 is for comparisons.
enum class Arithmetic { kFloat32, kBfloat16, kFloat64 };

// A view of a model that it owns. Copies share the model.
class FrozenModel : public ModelView {
 public:
  // Takes the model to the device, to evaluation mode and channels last, and its parameters out of
  // differentiation; nobody else changes it from then on. It may have its batch norm folded
  // (models/fold_batch_norm.h). `labels` has passed ValidateLabelSet. INVALID_ARGUMENT where the
  // model's outputs have not the shape of a label, or are not finite. Throws c10::Error where the
  // device has no room.
  static absl::StatusOr<FrozenModel> Make(std::shared_ptr<Classifier> model, const LabelSet& labels,
                                          at::Device device, Arithmetic arithmetic);

 private:
  FrozenModel(std::shared_ptr<Classifier> model, LabelTensors labels, Arithmetic arithmetic);

  std::shared_ptr<Classifier> model_;
};

}  // namespace labelrep

#endif  // LIB_EVAL_FROZEN_MODEL_H_
