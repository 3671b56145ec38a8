// What training, evaluation and attacks ask of a model; models/ implements it.
#ifndef LIB_EVAL_CLASSIFIER_H_
#define LIB_EVAL_CLASSIFIER_H_

#include "torch/nn/module.h"

namespace labelrep {

class Classifier : public torch::nn::Module {
 public:
  // Encoder features after the last pooling, [N, f], of normalised float images [N, 3, 32, 32].
  virtual at::Tensor Features(const at::Tensor& images) = 0;

  // Outputs of the head for features: [N, n] of a linear head, [N, h, w] of a decoder.
  virtual at::Tensor Outputs(const at::Tensor& features) = 0;

  at::Tensor Forward(const at::Tensor& images) { return Outputs(Features(images)); }
};

}  // namespace labelrep

#endif  // LIB_EVAL_CLASSIFIER_H_
