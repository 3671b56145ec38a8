#include "lib/saliency/model_saliency.h"

#include "ATen/core/grad_mode.h"
#include "lib/eval/full_precision.h"
#include "lib/eval/model_view.h"
#include "lib/saliency/grad_cam.h"

namespace labelrep {
namespace {

// [N]: what is differentiated.
at::Tensor Values(const ModelView& view, const at::Tensor& outputs, const at::Tensor& classes,
                  SaliencyRecipe::Target target) {
  if (target == SaliencyRecipe::MINUS_LOSS) {
    return view.Losses(outputs, view.Targets(classes)).neg();
  }
  return view.ClassScores(outputs).gather(1, classes.unsqueeze(1)).squeeze(1);
}

}  // namespace

ModelSaliency FindSaliency(Classifier& model, const LabelTensors& labels, const at::Tensor& images,
                           const at::Tensor& classes, const std::vector<int64_t>& stages,
                           SaliencyRecipe::Target target) {
  const at::AutoGradMode with_gradients(true);
  const FullPrecision full_precision;
  const ModelView view(model, labels, at::MemoryFormat::ChannelsLast, /*bf16_autocast=*/false);
  std::vector<at::Tensor> differentiated = {images.detach().requires_grad_()};
  const StagedFeatures staged = model.FeaturesWithStages(differentiated[0]);
  for (const int64_t stage : stages) differentiated.push_back(staged.stages.at(stage));
  const at::Tensor outputs = model.Outputs(staged.features);
  // Of the sum, as every image has a value of its own.
  Values(view, outputs, classes, target)
      .sum()
      .backward(/*gradient=*/{}, /*retain_graph=*/{}, /*create_graph=*/false,
                at::TensorList(differentiated));
  const at::NoGradGuard no_gradients;
  ModelSaliency saliency;
  saliency.input_gradients = LargestOverChannels(differentiated[0].grad());
  for (size_t i = 1; i < differentiated.size(); ++i) {
    saliency.grad_cams.push_back(GradCam(differentiated[i], differentiated[i].grad()));
  }
  saliency.decisions = view.Decide(outputs);
  return saliency;
}

}  // namespace labelrep
