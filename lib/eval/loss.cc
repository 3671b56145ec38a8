#include "lib/eval/loss.h"

#include "ATen/ops/cross_entropy_loss.h"
#include "ATen/ops/smooth_l1_loss.h"

namespace labelrep {
namespace {

at::Tensor Widened(const at::Tensor& outputs) {
  return outputs.scalar_type() == at::kBFloat16 ? outputs.to(at::kFloat) : outputs;
}

at::Tensor CrossEntropy(const at::Tensor& outputs, const at::Tensor& targets, double smoothing,
                        at::Reduction::Reduction reduction) {
  return at::cross_entropy_loss(outputs, targets, /*weight=*/{}, reduction,
                                /*ignore_index=*/-100, smoothing);
}

at::Tensor SmoothL1(const at::Tensor& outputs, const at::Tensor& targets,
                    at::Reduction::Reduction reduction) {
  const at::Tensor rows = outputs.flatten(1);
  const at::Tensor target_rows = targets.flatten(1);
  // ATen would broadcast.
  TORCH_CHECK(rows.sizes() == target_rows.sizes(), "outputs of shape ", outputs.sizes(),
              ", but targets of ", targets.sizes());
  return at::smooth_l1_loss(rows, target_rows, reduction);
}

}  // namespace

at::Tensor LossFunction::Mean(const at::Tensor& outputs, const at::Tensor& targets) const {
  const at::Tensor wide = Widened(outputs);
  return kind == LabelSet::CROSS_ENTROPY
             ? CrossEntropy(wide, targets, label_smoothing, at::Reduction::Mean)
             : SmoothL1(wide, targets, at::Reduction::Mean);
}

at::Tensor LossFunction::PerImage(const at::Tensor& outputs, const at::Tensor& targets) const {
  const at::Tensor wide = Widened(outputs);
  return kind == LabelSet::CROSS_ENTROPY
             ? CrossEntropy(wide, targets, label_smoothing, at::Reduction::None)
             : SmoothL1(wide, targets, at::Reduction::None).mean(1);
}

}  // namespace labelrep
