// VGG19 with batch norm for small images (protocol, "Models"), and a narrow one for quick runs.
// Reference: Simonyan and Zisserman, arXiv:1409.1556, configuration E.
#include <memory>
#include <string>
#include <vector>

#include "ATen/ops/max_pool2d.h"
#include "ATen/ops/relu.h"
#include "models/encoder.h"

namespace labelrep {
namespace {

constexpr int64_t kPool = 0;
// Output channels of each convolution in units of the first one's.
constexpr int64_t kConfigurationE[] = {1, 1, kPool, 2, 2,     kPool, 4, 4, 4, 4,    kPool,
                                       8, 8, 8,     8, kPool, 8,     8, 8, 8, kPool};

// Convolution, batch norm and ReLU in turn, and max pools. Children are numbered as in an
// nn.Sequential that also counts the layers without parameters.
class Features : public Layer {
 public:
  explicit Features(int64_t width) {
    int64_t in = 3;
    int index = 0;
    for (const int64_t factor : kConfigurationE) {
      if (factor == kPool) {
        steps_.emplace_back();
        index += 1;
        continue;
      }
      const int64_t out = factor * width;
      const auto conv = std::make_shared<Conv2d>(in, out, ConvOptions{.kernel = 3, .padding = 1});
      steps_.push_back(
          {register_module(std::to_string(index), conv),
           register_module(std::to_string(index + 1), std::make_shared<BatchNorm>(out, conv))});
      index += 3;
      in = out;
    }
  }

  at::Tensor Forward(const at::Tensor& images) override { return Forward(images, nullptr); }

  // What is before each pool goes to `before_pools`, unless that is null.
  at::Tensor Forward(const at::Tensor& images, std::vector<at::Tensor>* before_pools) {
    at::Tensor x = images;
    for (const Step& step : steps_) {
      if (step.conv != nullptr) {
        x = step.norm->Forward(step.conv->Forward(x)).relu_();
        continue;
      }
      if (before_pools != nullptr) before_pools->push_back(x);
      x = at::max_pool2d(x, 2);
    }
    return x;
  }

 private:
  struct Step {  // empty: a max pool
    std::shared_ptr<Conv2d> conv;
    std::shared_ptr<BatchNorm> norm;
  };
  std::vector<Step> steps_;
};

class Vgg19 : public Encoder {
 public:
  explicit Vgg19(int64_t width)
      : width_(width), features_(register_module("features", std::make_shared<Features>(width))) {}

  int64_t feature_size() const override { return 8 * width_; }

  // Five pools halve the image.
  int64_t image_size_step() const override { return 32; }

  std::shared_ptr<Linear> MakeLinearHead(int64_t outputs) const override {
    return std::make_shared<Linear>(feature_size(), outputs, Init::Normal(0.01), Init::Constant(0));
  }

  at::Tensor Forward(const at::Tensor& images) override {
    return GlobalAveragePool(features_->Forward(images));
  }

  // A stage is what stands before each pool: behind the last one there is a single pixel.
  StagedFeatures ForwardWithStages(const at::Tensor& images) override {
    StagedFeatures staged;
    staged.features = GlobalAveragePool(features_->Forward(images, &staged.stages));
    return staged;
  }

 private:
  int64_t width_;
  std::shared_ptr<Features> features_;
};

const EncoderRegistration kVgg19("vgg19", [] { return std::make_shared<Vgg19>(64); });
const EncoderRegistration kVggSlim("vgg_slim", [] { return std::make_shared<Vgg19>(8); });

}  // namespace
}  // namespace labelrep
