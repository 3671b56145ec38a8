// Grad-CAM and input gradients of a model, for the score of each image's class.
#ifndef LIB_SALIENCY_MODEL_SALIENCY_H_
#define LIB_SALIENCY_MODEL_SALIENCY_H_

#include <cstdint>
#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/status/statusor.h"
#include "lib/eval/classifier.h"
#include "lib/eval/label_tensors.h"
#include "results/saliency.pb.h"

namespace labelrep {

// On the device of the images, of N of them.
struct ModelSaliency {
  std::vector<at::Tensor> grad_cams;  // [N, h, w] for each stage
  at::Tensor input_gradients;         // [N, s, s]
  at::Tensor decisions;               // int64 [N], by the label set's rule
};

// Of normalised images [N, 3, s, s], whose classes are int64 [N], with a model in evaluation mode,
// in fp32 (no TF32). `stages` are places in StagedFeatures::stages. What is differentiated is the
// score of each image's class (ClassScores of ModelView), or what `target` says; the model's
// parameters get no gradient. Throws c10::Error.
ModelSaliency FindSaliency(Classifier& model, const LabelTensors& labels, const at::Tensor& images,
                           const at::Tensor& classes, const std::vector<int64_t>& stages,
                           SaliencyRecipe::Target target);

}  // namespace labelrep

#endif  // LIB_SALIENCY_MODEL_SALIENCY_H_
