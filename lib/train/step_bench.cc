#include "lib/train/step_bench.h"

#include <utility>

#include "ATen/Functions.h"
#include "ATen/core/grad_mode.h"
#include "lib/data/image_set.h"
#include "lib/eval/loss.h"
#include "lib/eval/placement.h"
#include "lib/train/training_step.h"

namespace labelrep {
namespace {

constexpr int kRegressedLabels = 10;

// Labels whose values do not matter: one-hot for a linear head, zeros for a decoder.
LabelTensors SyntheticLabels(absl::Span<const int32_t> label_shape, at::Device device) {
  LabelSet labels;
  const bool linear = label_shape.size() == 1;
  const int64_t classes = linear ? label_shape[0] : kRegressedLabels;
  int64_t size = 1;
  for (const int32_t dimension : label_shape) {
    labels.add_shape(dimension);
    size *= dimension;
  }
  for (int64_t i = 0; i < classes; ++i) labels.add_class_names();
  for (int64_t i = 0; i < classes * size; ++i) {
    labels.add_values(linear && i / size == i % size ? 1.0f : 0.0f);
  }
  labels.set_loss(linear ? LabelSet::CROSS_ENTROPY : LabelSet::SMOOTH_L1);
  labels.set_decision(linear ? LabelSet::LARGEST_OUTPUT : LabelSet::NEAREST_LABEL);
  return MakeLabelTensors(labels, device);
}

}  // namespace

StepBench::StepBench(const Recipe& recipe, std::shared_ptr<Classifier> model,
                     absl::Span<const int32_t> label_shape)
    : bf16_(recipe.precision() == Recipe::BF16_AUTOCAST), model_(std::move(model)) {
  const at::Device device(recipe.device() == Recipe::CUDA ? at::kCUDA : at::kCPU);
  const at::MemoryFormat format = MemoryFormatOf(recipe);
  labels_ = SyntheticLabels(label_shape, device);
  MoveTo(device, *model_);
  SetMemoryFormat(format, *model_);
  batch_.images = at::rand({recipe.batch_size(), kImageChannels, kImageSize, kImageSize})
                      .to(device)
                      .contiguous(format);
  batch_.labels = at::zeros({recipe.batch_size()}, at::kLong).to(device);
  sgd_ = std::make_unique<Sgd>(TensorsOf(model_->Parameters()),
                               SgdOptions{recipe.momentum(), recipe.weight_decay()});
}

void StepBench::Train() {
  model_->SetTraining(true);
  // Rate 0, as the numbers are of no interest; reading the loss waits for a GPU.
  TrainingStep(*model_, batch_, labels_, bf16_, /*learning_rate=*/0, *sgd_).item<float>();
}

void StepBench::Evaluate() {
  const at::NoGradGuard no_grad;
  model_->SetTraining(false);
  LabelLoss(model_->Forward(batch_.images), batch_.labels, labels_).item<float>();
}

}  // namespace labelrep
