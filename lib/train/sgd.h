// Stochastic gradient descent with momentum and weight decay, as torch.optim.SGD.
#ifndef LIB_TRAIN_SGD_H_
#define LIB_TRAIN_SGD_H_

#include <vector>

#include "ATen/core/Tensor.h"

namespace labelrep {

struct SgdOptions {
  double momentum = 0.9;
  double weight_decay = 0;
};

// For each parameter p with gradient g and momentum buffer b, which starts at 0:
//   b = momentum * b + (g + weight_decay * p);  p = p - learning_rate * b
class Sgd {
 public:
  // Parameters are leaves that require gradients; all of them get one in every step.
  Sgd(std::vector<at::Tensor> parameters, const SgdOptions& options);

  // One update; the gradients are dropped afterwards.
  void Step(double learning_rate);

  // In the parameters' order.
  const std::vector<at::Tensor>& momentum_buffers() const { return buffers_; }

 private:
  std::vector<at::Tensor> parameters_;
  SgdOptions options_;
  std::vector<at::Tensor> buffers_;
};

}  // namespace labelrep

#endif  // LIB_TRAIN_SGD_H_
