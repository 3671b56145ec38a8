#include "lib/train/sgd.h"

#include <utility>

#include "ATen/core/grad_mode.h"
#include "ATen/ops/_foreach_add.h"
#include "ATen/ops/_foreach_mul.h"
#include "ATen/ops/zeros_like.h"

namespace labelrep {

Sgd::Sgd(std::vector<at::Tensor> parameters, const SgdOptions& options)
    : parameters_(std::move(parameters)), options_(options) {
  const at::NoGradGuard no_grad;
  for (const at::Tensor& parameter : parameters_) buffers_.push_back(at::zeros_like(parameter));
}

void Sgd::Step(double learning_rate) {
  const at::NoGradGuard no_grad;
  std::vector<at::Tensor> gradients;
  gradients.reserve(parameters_.size());
  for (const at::Tensor& parameter : parameters_) gradients.push_back(parameter.grad());
  // In place: nobody else reads the gradients of this step.
  if (options_.weight_decay != 0) {
    at::_foreach_add_(gradients, parameters_, options_.weight_decay);
  }
  at::_foreach_mul_(buffers_, options_.momentum);
  at::_foreach_add_(buffers_, gradients, 1);
  at::_foreach_add_(parameters_, buffers_, -learning_rate);
  for (at::Tensor& parameter : parameters_) parameter.mutable_grad().reset();
}

}  // namespace labelrep
