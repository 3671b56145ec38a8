#include "lib/eval/loss.h"

#include "ATen/ops/cross_entropy_loss.h"
#include "ATen/ops/smooth_l1_loss.h"

namespace labelrep {

namespace {

at::Tensor Widened(const at::Tensor& outputs) {
  return outputs.scalar_type() == at::kBFloat16 ? outputs.to(at::kFloat) : outputs;
}

at::Tensor CrossEntropy(const at::Tensor& outputs, const at::Tensor& classes,
                        const LabelTensors& labels, at::Reduction::Reduction reduction) {
  return at::cross_entropy_loss(outputs, classes, /*weight=*/{}, reduction,
                                /*ignore_index=*/-100, labels.label_smoothing);
}

}  // namespace

at::Tensor LabelLoss(const at::Tensor& outputs, const at::Tensor& classes,
                     const LabelTensors& labels) {
  const at::Tensor wide = Widened(outputs);
  if (labels.loss == LabelSet::CROSS_ENTROPY) {
    return CrossEntropy(wide, classes, labels, at::Reduction::Mean);
  }
  return at::smooth_l1_loss(wide.flatten(1), labels.values.index_select(0, classes));
}

at::Tensor LabelLosses(const at::Tensor& outputs, const at::Tensor& classes,
                       const LabelTensors& labels) {
  const at::Tensor wide = Widened(outputs);
  if (labels.loss == LabelSet::CROSS_ENTROPY) {
    return CrossEntropy(wide, classes, labels, at::Reduction::None);
  }
  const at::Tensor targets = labels.values.index_select(0, classes);
  return at::smooth_l1_loss(wide.flatten(1), targets, at::Reduction::None).mean(1);
}

}  // namespace labelrep
