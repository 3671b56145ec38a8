// Layers that encoders and heads are built from. Unlike torch::nn's they draw their parameters from
// named random streams, and they compile in a third of the time.
//
// Parameter and buffer names are those of PyTorch's modules of the same kind.
#ifndef MODELS_LAYERS_H_
#define MODELS_LAYERS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "torch/nn/module.h"

namespace labelrep {

// How the elements of one parameter are drawn, in row-major order.
struct Init {
  enum class Kind { kConstant, kNormal, kUniform };
  Kind kind = Kind::kConstant;
  // The constant; the standard deviation (mean 0); the bound b of [-b, b).
  double value = 0;

  static Init Constant(double value) { return {Kind::kConstant, value}; }
  static Init Normal(double std) { return {Kind::kNormal, std}; }
  static Init Uniform(double bound) { return {Kind::kUniform, bound}; }
};

// A module with one tensor in and one out.
class Layer : public torch::nn::Module {
 public:
  virtual at::Tensor Forward(const at::Tensor& input) = 0;
};

// [N, c, h, w] -> [N, c]: the mean over each channel's map, which of a single value is that value.
at::Tensor GlobalAveragePool(const at::Tensor& maps);

// A layer with parameters of its own. They are zero until InitializeParameters (initialize.h).
class ParameterLayer : public Layer {
 public:
  // By the parameter's name within this layer.
  const std::map<std::string, Init>& inits() const { return inits_; }

 protected:
  at::Tensor AddParameter(const std::string& name, std::vector<int64_t> shape, Init init);

 private:
  std::map<std::string, Init> inits_;
};

struct ConvOptions {
  int64_t kernel = 3;
  int64_t stride = 1;
  int64_t padding = 0;
  bool bias = true;
};

// What Conv2d and ConvTranspose2d share.
class Convolution : public ParameterLayer {
 public:
  // Multiplies channel c of the outputs by scale[c] and adds shift[c], from now on, by changing
  // weight and bias; a layer without a bias gets one. Both are float64 [out].
  void TransformOutputs(const at::Tensor& scale, const at::Tensor& shift);

 protected:
  // `output_dimension` of the weight counts the output channels.
  Convolution(const ConvOptions& options, int64_t output_dimension)
      : options_(options), output_dimension_(output_dimension) {}

  ConvOptions options_;
  at::Tensor weight_, bias_;  // no bias: undefined

 private:
  int64_t output_dimension_;
};

// [N, in, h, w] -> [N, out, h', w']. Weight [out, in, k, k] normal(0, sqrt(2 / (k * k * out))),
// bias 0.
class Conv2d : public Convolution {
 public:
  Conv2d(int64_t in, int64_t out, const ConvOptions& options);
  at::Tensor Forward(const at::Tensor& input) override;
};

// Weight [in, out, k, k] and bias uniform as PyTorch draws them.
class ConvTranspose2d : public Convolution {
 public:
  ConvTranspose2d(int64_t in, int64_t out, const ConvOptions& options);
  at::Tensor Forward(const at::Tensor& input) override;
};

// [N, in] -> [N, out]. Weight [out, in].
class Linear : public ParameterLayer {
 public:
  // Weight and bias uniform in +-1 / sqrt(in), as PyTorch draws them.
  Linear(int64_t in, int64_t out);
  Linear(int64_t in, int64_t out, Init weight_init, Init bias_init);
  at::Tensor Forward(const at::Tensor& input) override;

 private:
  at::Tensor weight_, bias_;
};

// Over dimension 1 of [N, c] or [N, c, h, w]. eps 1e-5, momentum 0.1. In training mode a batch
// needs more than one value per channel.
class BatchNorm : public ParameterLayer {
 public:
  // `after` says whose outputs, and nothing else's, this layer normalises; null: not a
  // convolution's.
  explicit BatchNorm(int64_t channels, std::shared_ptr<Convolution> after = nullptr);
  at::Tensor Forward(const at::Tensor& input) override;

  // For evaluation: the convolution takes over what this layer does with its running statistics,
  // computed in float64, and this layer passes its input on. CHECKs that it is not trained
  // afterwards. Does nothing where no convolution comes before, and nothing the second time.
  void FoldIntoConvolution();

 private:
  at::Tensor weight_, bias_, running_mean_, running_var_;
  std::shared_ptr<Convolution> after_;
  bool folded_ = false;
};

}  // namespace labelrep

#endif  // MODELS_LAYERS_H_
