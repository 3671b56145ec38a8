#include "models/layers.h"

#include <cmath>
#include <utility>

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/avg_pool2d.h"
#include "ATen/ops/batch_norm.h"
#include "ATen/ops/conv2d.h"
#include "ATen/ops/conv_transpose2d.h"
#include "ATen/ops/flatten.h"
#include "ATen/ops/linear.h"
#include "ATen/ops/ones.h"
#include "ATen/ops/zeros.h"
#include "lib/base/check.h"
#include "lib/eval/autocast_product.h"

namespace labelrep {
namespace {

constexpr double kBatchNormMomentum = 0.1;
constexpr double kBatchNormEps = 1e-5;

// The bound of kaiming_uniform_(a = sqrt(5)), and of the bias beside it.
Init PyTorchDefault(int64_t fan_in) {
  return Init::Uniform(1 / std::sqrt(static_cast<double>(fan_in)));
}

}  // namespace

at::Tensor GlobalAveragePool(const at::Tensor& maps) {
  const at::IntArrayRef size = maps.sizes().slice(2);
  return at::flatten(size[0] * size[1] == 1 ? maps : at::avg_pool2d(maps, size), 1);
}

at::Tensor ParameterLayer::AddParameter(const std::string& name, std::vector<int64_t> shape,
                                        Init init) {
  inits_[name] = init;
  return register_parameter(name, at::zeros(shape));
}

void Convolution::TransformOutputs(const at::Tensor& scale, const at::Tensor& shift) {
  const at::NoGradGuard no_grad;
  std::vector<int64_t> per_output(weight_.dim(), 1);
  per_output[output_dimension_] = scale.size(0);
  weight_.copy_(weight_.to(at::kDouble) * scale.view(per_output));
  if (bias_.defined()) {
    bias_.copy_(bias_.to(at::kDouble) * scale + shift);
  } else {
    bias_ = register_parameter("bias", shift.to(weight_.scalar_type()), weight_.requires_grad());
  }
}

Conv2d::Conv2d(int64_t in, int64_t out, const ConvOptions& options)
    : Convolution(options, /*output_dimension=*/0) {
  const int64_t k = options.kernel;
  weight_ = AddParameter("weight", {out, in, k, k}, Init::Normal(std::sqrt(2.0 / (k * k * out))));
  if (options.bias) bias_ = AddParameter("bias", {out}, Init::Constant(0));
}

at::Tensor Conv2d::Forward(const at::Tensor& input) {
  return AutocastProduct(
      input, weight_, bias_,
      [this](const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
        return at::conv2d(x, weight, bias, options_.stride, options_.padding);
      });
}

ConvTranspose2d::ConvTranspose2d(int64_t in, int64_t out, const ConvOptions& options)
    : Convolution(options, /*output_dimension=*/1) {
  const int64_t k = options.kernel;
  // PyTorch takes dimension 1 of the weight for the fan-in, also where it is the output's.
  const Init init = PyTorchDefault(out * k * k);
  weight_ = AddParameter("weight", {in, out, k, k}, init);
  if (options.bias) bias_ = AddParameter("bias", {out}, init);
}

at::Tensor ConvTranspose2d::Forward(const at::Tensor& input) {
  return AutocastProduct(
      input, weight_, bias_,
      [this](const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
        return at::conv_transpose2d(x, weight, bias, options_.stride, options_.padding);
      });
}

Linear::Linear(int64_t in, int64_t out) : Linear(in, out, PyTorchDefault(in), PyTorchDefault(in)) {}

Linear::Linear(int64_t in, int64_t out, Init weight_init, Init bias_init)
    : weight_(AddParameter("weight", {out, in}, weight_init)),
      bias_(AddParameter("bias", {out}, bias_init)) {}

at::Tensor Linear::Forward(const at::Tensor& input) {
  return AutocastProduct(input, weight_, bias_, at::linear);
}

BatchNorm::BatchNorm(int64_t channels, std::shared_ptr<Convolution> after)
    : weight_(AddParameter("weight", {channels}, Init::Constant(1))),
      bias_(AddParameter("bias", {channels}, Init::Constant(0))),
      running_mean_(register_buffer("running_mean", at::zeros({channels}))),
      running_var_(register_buffer("running_var", at::ones({channels}))),
      after_(std::move(after)) {}

at::Tensor BatchNorm::Forward(const at::Tensor& input) {
  if (folded_) {
    LABELREP_CHECK(!is_training(), "a model with folded batch norm cannot be trained");
    return input;
  }
  return at::batch_norm(input, weight_, bias_, running_mean_, running_var_, is_training(),
                        kBatchNormMomentum, kBatchNormEps, /*cudnn_enabled=*/true);
}

void BatchNorm::FoldIntoConvolution() {
  if (after_ == nullptr || folded_) return;
  const at::NoGradGuard no_grad;
  const at::Tensor scale =
      weight_.to(at::kDouble) * (running_var_.to(at::kDouble) + kBatchNormEps).rsqrt();
  after_->TransformOutputs(scale, bias_.to(at::kDouble) - running_mean_.to(at::kDouble) * scale);
  folded_ = true;
}

}  // namespace labelrep
