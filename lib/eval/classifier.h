// What training, evaluation and attacks ask of a model; models/ implements it. Free of torch/nn.h,
// so that what includes it compiles fast.
#ifndef LIB_EVAL_CLASSIFIER_H_
#define LIB_EVAL_CLASSIFIER_H_

#include <cstdint>
#include <vector>

#include "ATen/core/Tensor.h"
#include "lib/base/named_tensors.h"
#include "lib/data/image_set.h"

namespace labelrep {

// What an encoder makes of N images, with what it has on the way there.
struct StagedFeatures {
  at::Tensor features;  // [N, f]
  // [N, c, h, w] each: the activations at the end of each stage, from the image on, which differ in
  // size mostly; none of an encoder that does not show them.
  std::vector<at::Tensor> stages;
};

class Classifier {
 public:
  virtual ~Classifier() = default;

  // Encoder features after the last pooling, [N, f], of normalised float images [N, 3, h, w].
  virtual at::Tensor Features(const at::Tensor& images) = 0;

  // The same, and the stages that they come through, from one pass: features are a function of each
  // stage.
  virtual StagedFeatures FeaturesWithStages(const at::Tensor& images) {
    return {Features(images), {}};
  }

  // Height and width in pixels of the images that it was made for.
  virtual int64_t image_size() const { return kCifarImageSize; }

  // Outputs of the head for features: [N, n] of a linear head, [N, h, w] of a decoder.
  virtual at::Tensor Outputs(const at::Tensor& features) = 0;

  at::Tensor Forward(const at::Tensor& images) { return Outputs(Features(images)); }

  // The model's own tensors, by their names in the module tree and in its order. Buffers are batch
  // norm's running statistics.
  virtual NamedTensors Parameters() const = 0;
  virtual NamedTensors Buffers() const = 0;

  // In training mode, as at first, batch norm takes the statistics of the batch and follows them
  // with the running ones, which it takes in evaluation mode.
  virtual void SetTraining(bool training) = 0;
  virtual bool IsTraining() const = 0;
};

}  // namespace labelrep

#endif  // LIB_EVAL_CLASSIFIER_H_
