#include "lib/train/step_bench.h"

#include <utility>

#include "ATen/Functions.h"
#include "ATen/core/grad_mode.h"
#include "lib/data/image_set.h"
#include "lib/eval/loss.h"
#include "lib/eval/model_storage.h"
#include "lib/eval/synthetic_labels.h"
#include "lib/train/training_step.h"

namespace labelrep {

StepBench::StepBench(const Recipe& recipe, std::shared_ptr<Classifier> model,
                     absl::Span<const int32_t> label_shape)
    : bf16_(recipe.precision() == Recipe::BF16_AUTOCAST), model_(std::move(model)) {
  const at::Device device(recipe.device() == Recipe::CUDA ? at::kCUDA : at::kCPU);
  const at::MemoryFormat format = MemoryFormatOf(recipe);
  labels_ = MakeLabelTensors(SyntheticLabels(label_shape), device);
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
