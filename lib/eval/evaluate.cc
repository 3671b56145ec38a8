#include "lib/eval/evaluate.h"

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/eq.h"
#include "ATen/ops/zeros.h"
#include "lib/eval/decision.h"
#include "lib/eval/full_precision.h"

namespace labelrep {
namespace {

// Holds the model in evaluation mode.
class EvaluationMode {
 public:
  explicit EvaluationMode(Classifier& model) : model_(model), was_training_(model.IsTraining()) {
    model_.SetTraining(false);
  }
  ~EvaluationMode() { model_.SetTraining(was_training_); }
  EvaluationMode(const EvaluationMode&) = delete;
  EvaluationMode& operator=(const EvaluationMode&) = delete;

 private:
  Classifier& model_;
  bool was_training_;
};

// Sums on the device, read once at the end.
struct Sums {
  at::Tensor loss;  // float64
  at::Tensor largest;
  at::Tensor nearest;
  at::Tensor threshold;
};

void Add(const Batch& batch, const at::Tensor& outputs, const LabelTensors& labels, Sums& sums) {
  const at::Tensor loss = labels.loss.Mean(outputs, labels.Targets(batch.labels));
  sums.loss += loss.to(at::kDouble) * batch.size();
  if (labels.decision == LabelSet::LARGEST_OUTPUT) {
    sums.largest += at::eq(LargestOutput(outputs), batch.labels).sum();
  } else {
    sums.nearest += at::eq(NearestLabel(outputs, labels), batch.labels).sum();
  }
  if (labels.threshold.has_value()) {
    sums.threshold += WithinThreshold(outputs, batch.labels, labels).sum();
  }
}

}  // namespace

double Evaluation::Accuracy() const {
  const int64_t correct = correct_by_largest_output.has_value() ? *correct_by_largest_output
                                                                : correct_by_nearest_label.value();
  return static_cast<double>(correct) / static_cast<double>(images);
}

Evaluation Evaluate(Classifier& model, const Batches& batches, const LabelTensors& labels) {
  const at::NoGradGuard no_grad;
  const EvaluationMode mode(model);
  const FullPrecision precision;
  const auto counts = at::TensorOptions(at::kLong).device(labels.values.device());
  Sums sums{.loss = at::zeros({}, counts.dtype(at::kDouble)),
            .largest = at::zeros({}, counts),
            .nearest = at::zeros({}, counts),
            .threshold = at::zeros({}, counts)};
  for (int64_t i = 0; i < batches.num_batches(); ++i) {
    const Batch batch = batches.Get(i);
    Add(batch, model.Forward(batch.images), labels, sums);
  }
  Evaluation result;
  result.images = batches.num_images();
  result.loss = sums.loss.item<double>() / static_cast<double>(result.images);
  if (labels.decision == LabelSet::LARGEST_OUTPUT) {
    result.correct_by_largest_output = sums.largest.item<int64_t>();
  } else {
    result.correct_by_nearest_label = sums.nearest.item<int64_t>();
  }
  if (labels.threshold.has_value()) {
    result.correct_by_threshold = sums.threshold.item<int64_t>();
  }
  return result;
}

}  // namespace labelrep
