// The step that calls each operation in turn: forward, backward, stochastic gradient descent.
#ifndef LIB_TRAIN_EAGER_STEPPER_H_
#define LIB_TRAIN_EAGER_STEPPER_H_

#include "lib/train/sgd.h"
#include "lib/train/stepper.h"

namespace labelrep {

class EagerStepper : public Stepper {
 public:
  // Forward pass and loss are in bfloat16 autocast where asked for. `model` outlives it.
  EagerStepper(Classifier& model, const LossFunction& loss, const SgdOptions& sgd,
               bool bf16_autocast);

  at::Tensor Step(const TrainingBatch& batch, double learning_rate) override;

  // "momentum/<parameter>".
  NamedTensors State() const override;

 private:
  Classifier& model_;
  LossFunction loss_;
  bool bf16_autocast_;
  NamedTensors parameters_;
  Sgd sgd_;
};

}  // namespace labelrep

#endif  // LIB_TRAIN_EAGER_STEPPER_H_
