#include "lib/train/eager_stepper.h"

#include "absl/strings/str_cat.h"
#include "lib/eval/autocast.h"

namespace labelrep {

EagerStepper::EagerStepper(Classifier& model, const LossFunction& loss, const SgdOptions& sgd,
                           bool bf16_autocast)
    : model_(model),
      loss_(loss),
      bf16_autocast_(bf16_autocast),
      parameters_(model.Parameters()),
      sgd_(TensorsOf(parameters_), sgd) {}

at::Tensor EagerStepper::Step(const TrainingBatch& batch, double learning_rate) {
  at::Tensor loss;
  {
    const AutocastScope autocast(batch.images.device().type(), bf16_autocast_);
    loss = loss_.Mean(model_.Forward(batch.images), batch.targets);
  }
  loss.backward();
  sgd_.Step(learning_rate);
  return loss.detach();
}

NamedTensors EagerStepper::State() const {
  NamedTensors momentum;
  for (size_t i = 0; i < parameters_.size(); ++i) {
    momentum.emplace_back(absl::StrCat("momentum/", parameters_[i].first),
                          sgd_.momentum_buffers()[i]);
  }
  return momentum;
}

}  // namespace labelrep
