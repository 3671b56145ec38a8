#include "lib/train/training_step.h"

#include "lib/eval/autocast.h"
#include "lib/eval/loss.h"

namespace labelrep {

at::Tensor TrainingStep(Classifier& model, const Batch& batch, const LabelTensors& labels,
                        bool bf16_autocast, double learning_rate, Sgd& sgd) {
  at::Tensor loss;
  {
    const AutocastScope autocast(batch.images.device().type(), bf16_autocast);
    loss = LabelLoss(model.Forward(batch.images), batch.labels, labels);
  }
  loss.backward();
  sgd.Step(learning_rate);
  return loss;
}

}  // namespace labelrep
