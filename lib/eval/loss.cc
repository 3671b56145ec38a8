#include "lib/eval/loss.h"

#include "ATen/ops/cross_entropy_loss.h"
#include "ATen/ops/smooth_l1_loss.h"

namespace labelrep {

at::Tensor LabelLoss(const at::Tensor& outputs, const at::Tensor& classes,
                     const LabelTensors& labels) {
  const at::Tensor wide = outputs.scalar_type() == at::kBFloat16 ? outputs.to(at::kFloat) : outputs;
  if (labels.loss == LabelSet::CROSS_ENTROPY) {
    return at::cross_entropy_loss(wide, classes, /*weight=*/{}, at::Reduction::Mean,
                                  /*ignore_index=*/-100, labels.label_smoothing);
  }
  return at::smooth_l1_loss(wide.flatten(1), labels.values.index_select(0, classes));
}

}  // namespace labelrep
