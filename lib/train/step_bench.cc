#include "lib/train/step_bench.h"

#include <utility>

#include "ATen/Functions.h"
#include "ATen/core/grad_mode.h"
#include "lib/data/image_set.h"
#include "lib/eval/model_storage.h"
#include "lib/eval/synthetic_labels.h"

namespace labelrep {

StepBench::StepBench(const Recipe& recipe, std::shared_ptr<Classifier> model,
                     absl::Span<const int32_t> label_shape)
    : model_(std::move(model)) {
  const at::Device device(recipe.device() == Recipe::CUDA ? at::kCUDA : at::kCPU);
  labels_ = MakeLabelTensors(SyntheticLabels(label_shape), device);
  MoveTo(device, *model_);
  stepper_ = MakeStepper(recipe, labels_.loss, *model_);
  const int64_t size = model_->image_size();
  batch_.images = at::rand({recipe.batch_size(), kImageChannels, size, size})
                      .to(device)
                      .contiguous(MemoryFormatOf(recipe));
  batch_.labels = at::zeros({recipe.batch_size()}, at::kLong).to(device);
}

void StepBench::Train() {
  model_->SetTraining(true);
  // Rate 0, as the numbers are of no interest; reading the loss waits for a GPU.
  stepper_
      ->Step({.images = batch_.images, .targets = labels_.Targets(batch_.labels)},
             /*learning_rate=*/0)
      .item<float>();
}

void StepBench::Evaluate() {
  const at::NoGradGuard no_grad;
  model_->SetTraining(false);
  labels_.loss.Mean(model_->Forward(batch_.images), labels_.Targets(batch_.labels)).item<float>();
}

}  // namespace labelrep
