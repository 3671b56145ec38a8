// Loss and correct decisions over a whole split.
#ifndef LIB_EVAL_EVALUATE_H_
#define LIB_EVAL_EVALUATE_H_

#include <cstdint>
#include <optional>

#include "lib/data/resident_data.h"
#include "lib/eval/classifier.h"
#include "lib/eval/label_tensors.h"
#include "lib/graph/device_graph.h"
#include "lib/graph/graphed_function.h"

namespace labelrep {

struct Evaluation {
  int64_t images = 0;
  double loss = 0;  // mean over the images
  // Absent where the rule does not apply to the label set.
  std::optional<int64_t> correct_by_largest_output;
  std::optional<int64_t> correct_by_nearest_label;
  std::optional<int64_t> correct_by_threshold;

  // By the label set's decision rule, in [0, 1].
  double Accuracy() const;
};

// In evaluation mode and fp32 (TF32 off), without gradients; the model's mode is as before
// afterwards. Images, model and labels are on one device. Throws c10::Error.
Evaluation Evaluate(Classifier& model, const Batches& batches, const LabelTensors& labels);

// The same for one split again and again, with a model whose tensors stay where they are in memory.
class Evaluator {
 public:
  // Model and labels outlive it; see GraphedFunction for `make_graph`.
  Evaluator(Classifier& model, Batches batches, const LabelTensors& labels,
            MakeDeviceGraph make_graph);
  Evaluator(const Evaluator&) = delete;
  Evaluator& operator=(const Evaluator&) = delete;

  Evaluation Evaluate();

 private:
  // On the device, read once at the end.
  struct Sums {
    at::Tensor loss;  // float64
    at::Tensor largest;
    at::Tensor nearest;
    at::Tensor threshold;
  };

  void Add(const Batch& batch);

  Classifier& model_;
  Batches batches_;
  const LabelTensors& labels_;
  Sums sums_;
  GraphedFunction add_;  // of a batch's picks, to the sums
};

}  // namespace labelrep

#endif  // LIB_EVAL_EVALUATE_H_
