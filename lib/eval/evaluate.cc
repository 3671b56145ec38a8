#include "lib/eval/evaluate.h"

#include <utility>

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

}  // namespace

double Evaluation::Accuracy() const {
  const int64_t correct = correct_by_largest_output.has_value() ? *correct_by_largest_output
                                                                : correct_by_nearest_label.value();
  return static_cast<double>(correct) / static_cast<double>(images);
}

Evaluation Evaluate(Classifier& model, const Batches& batches, const LabelTensors& labels) {
  return Evaluator(model, batches, labels, /*make_graph=*/nullptr).Evaluate();
}

Evaluator::Evaluator(Classifier& model, Batches batches, const LabelTensors& labels,
                     MakeDeviceGraph make_graph)
    : model_(model),
      batches_(std::move(batches)),
      labels_(labels),
      add_(
          [this](const GraphedFunction::Tensors& picks) {
            Add(batches_.maker().Make(picks[0]));
            return GraphedFunction::Tensors();
          },
          std::move(make_graph)) {
  const auto counts = at::TensorOptions(at::kLong).device(labels.values.device());
  sums_ = {.loss = at::zeros({}, counts.dtype(at::kDouble)),
           .largest = at::zeros({}, counts),
           .nearest = at::zeros({}, counts),
           .threshold = at::zeros({}, counts)};
}

void Evaluator::Add(const Batch& batch) {
  const at::Tensor outputs = model_.Forward(batch.images);
  const at::Tensor loss = labels_.loss.Mean(outputs, labels_.Targets(batch.labels));
  sums_.loss += loss.to(at::kDouble) * batch.size();
  if (labels_.decision == LabelSet::LARGEST_OUTPUT) {
    sums_.largest += at::eq(LargestOutput(outputs), batch.labels).sum();
  } else {
    sums_.nearest += at::eq(NearestLabel(outputs, labels_), batch.labels).sum();
  }
  if (labels_.threshold.has_value()) {
    sums_.threshold += WithinThreshold(outputs, batch.labels, labels_).sum();
  }
}

Evaluation Evaluator::Evaluate() {
  const at::NoGradGuard no_grad;
  const EvaluationMode mode(model_);
  const FullPrecision precision;
  for (at::Tensor* sum : {&sums_.loss, &sums_.largest, &sums_.nearest, &sums_.threshold}) {
    sum->zero_();
  }
  for (int64_t i = 0; i < batches_.num_batches(); ++i) add_.Call({batches_.Picks(i)});
  Evaluation result;
  result.images = batches_.num_images();
  result.loss = sums_.loss.item<double>() / static_cast<double>(result.images);
  if (labels_.decision == LabelSet::LARGEST_OUTPUT) {
    result.correct_by_largest_output = sums_.largest.item<int64_t>();
  } else {
    result.correct_by_nearest_label = sums_.nearest.item<int64_t>();
  }
  if (labels_.threshold.has_value()) {
    result.correct_by_threshold = sums_.threshold.item<int64_t>();
  }
  return result;
}

}  // namespace labelrep
