// Loss and correct decisions over a whole split.
#ifndef LIB_EVAL_EVALUATE_H_
#define LIB_EVAL_EVALUATE_H_

#include <cstdint>
#include <optional>

#include "lib/data/resident_data.h"
#include "lib/eval/classifier.h"
#include "lib/eval/label_tensors.h"

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

}  // namespace labelrep

#endif  // LIB_EVAL_EVALUATE_H_
