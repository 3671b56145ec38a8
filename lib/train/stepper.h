// One training step of a recipe: what a training repeats, and what is timed.
//
//   const std::unique_ptr<Stepper> stepper = MakeStepper(recipe, labels.loss, *model);
//   const at::Tensor loss = stepper->Step({batch.images, labels.Targets(batch.labels)}, rate);
//
// Another kind of step is another class; MakeStepper alone knows which recipe asks for which.
#ifndef LIB_TRAIN_STEPPER_H_
#define LIB_TRAIN_STEPPER_H_

#include <memory>

#include "ATen/core/Tensor.h"
#include "lib/base/named_tensors.h"
#include "lib/eval/classifier.h"
#include "lib/eval/loss.h"
#include "results/run.pb.h"

namespace labelrep {

// On the model's device.
struct TrainingBatch {
  at::Tensor images;   // float32 [B, 3, h, w], normalised, in the recipe's memory format
  at::Tensor targets;  // as the loss takes them
};

class Stepper {
 public:
  virtual ~Stepper() = default;

  // Updates the model's parameters once. The model is in training mode, before and after. Returns
  // the loss before the update, a scalar without gradient, which no later step changes; on a GPU it
  // may still be computed. Throws c10::Error.
  virtual at::Tensor Step(const TrainingBatch& batch, double learning_rate) = 0;

  // What later steps depend on beside the model's tensors, such as the optimizer's momentum: what a
  // checkpoint keeps of the stepper. Named "<group>/<name>". The tensors are the stepper's own; a
  // run is restored by copying into them.
  virtual NamedTensors State() const = 0;
};

// The stepper that the recipe asks for. Puts the parameters of `model`, which is on the run's
// device and outlives the stepper, into the recipe's memory format.
std::unique_ptr<Stepper> MakeStepper(const Recipe& recipe, const LossFunction& loss,
                                     Classifier& model);

}  // namespace labelrep

#endif  // LIB_TRAIN_STEPPER_H_
