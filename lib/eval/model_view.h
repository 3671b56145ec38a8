// A model with its labels, seen from its images: what attacks ask of it, and trainings against
// them.
#ifndef LIB_EVAL_MODEL_VIEW_H_
#define LIB_EVAL_MODEL_VIEW_H_

#include <cstdint>

#include "ATen/core/Tensor.h"
#include "c10/core/Device.h"
#include "lib/eval/classifier.h"
#include "lib/eval/label_tensors.h"

namespace labelrep {

// Borrows the model: its mode, its parameters and whether they take gradients are the owner's, and
// may change between two calls. In evaluation mode no image's numbers depend on the others of a
// batch, but for rounding. In training mode batch norm takes the statistics of the images that are
// passed together, and Outputs moves the running ones, as any forward pass does.
class ModelView {
 public:
  // `labels` are on the model's device and of its dtype, `memory_format` is that of its parameters.
  // With `bf16_autocast` convolutions and matrix products are in bfloat16.
  ModelView(Classifier& model, LabelTensors labels, at::MemoryFormat memory_format,
            bool bf16_autocast);

  // [B, ...] of dtype(), for normalised images, [B, 3, h, w] of dtype(). Differentiable, as are
  // Losses and ClassScores; whoever wants the gradient of the images alone says so to backward().
  at::Tensor Outputs(const at::Tensor& images) const;

  // What the loss compares outputs with for the labels of classes, int64 [B].
  at::Tensor Targets(const at::Tensor& classes) const { return labels_.Targets(classes); }

  // [B]: the loss of training for each image's target.
  at::Tensor Losses(const at::Tensor& outputs, const at::Tensor& targets) const;

  // The same without label smoothing.
  at::Tensor LossesWithoutSmoothing(const at::Tensor& outputs, const at::Tensor& targets) const;

  // [B, n]: the logits, or minus the squared distance to each label, up to a number that all
  // classes of an image share. Only their differences say something, and the largest is the
  // decision.
  at::Tensor ClassScores(const at::Tensor& outputs) const;

  // int64 [B], by the label set's decision rule. A tie goes to the lower index.
  at::Tensor Decide(const at::Tensor& outputs) const;

  int64_t num_classes() const { return labels_.num_classes(); }
  at::Device device() const { return labels_.values.device(); }
  at::ScalarType dtype() const { return labels_.values.scalar_type(); }

 protected:
  // A copy would outlive whoever owns the model.
  ModelView(const ModelView&) = default;
  ModelView& operator=(const ModelView&) = default;

 private:
  Classifier* model_;
  LabelTensors labels_;
  at::MemoryFormat memory_format_;
  bool bf16_autocast_;
};

}  // namespace labelrep

#endif  // LIB_EVAL_MODEL_VIEW_H_
