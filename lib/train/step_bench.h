// A model with one batch of random images, for timing steps without a data set.
#ifndef LIB_TRAIN_STEP_BENCH_H_
#define LIB_TRAIN_STEP_BENCH_H_

#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "lib/data/resident_data.h"
#include "lib/eval/classifier.h"
#include "lib/eval/label_tensors.h"
#include "lib/train/stepper.h"
#include "results/run.pb.h"

namespace labelrep {

class StepBench {
 public:
  // Batch size, precision, memory format and device are the recipe's, the images' size the model's;
  // [n] stands for category labels of n classes, another shape for ten labels to regress. Takes the
  // model to the device, where every step is a plain one, also on a GPU.
  StepBench(const Recipe& recipe, std::shared_ptr<Classifier> model,
            absl::Span<const int32_t> label_shape);

  // A training step, complete when it returns (a GPU is waited for).
  void Train();
  // Forward pass and loss of the batch in evaluation mode and fp32.
  void Evaluate();

 private:
  std::shared_ptr<Classifier> model_;
  LabelTensors labels_;
  std::unique_ptr<Stepper> stepper_;
  Batch batch_;
};

}  // namespace labelrep

#endif  // LIB_TRAIN_STEP_BENCH_H_
