// One optimizer step: what a training repeats, and what is timed.
#ifndef LIB_TRAIN_TRAINING_STEP_H_
#define LIB_TRAIN_TRAINING_STEP_H_

#include "ATen/core/Tensor.h"
#include "lib/data/resident_data.h"
#include "lib/eval/classifier.h"
#include "lib/eval/label_tensors.h"
#include "lib/train/sgd.h"

namespace labelrep {

// Forward and loss (in bfloat16 autocast where asked for), backward, update. Returns the loss, a
// scalar. The model is in training mode and everything on one device. Throws c10::Error.
at::Tensor TrainingStep(Classifier& model, const Batch& batch, const LabelTensors& labels,
                        bool bf16_autocast, double learning_rate, Sgd& sgd);

}  // namespace labelrep

#endif  // LIB_TRAIN_TRAINING_STEP_H_
