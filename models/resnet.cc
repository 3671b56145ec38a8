// ResNets of 6n + 2 layers for small images (protocol, "Models"): resnet8, resnet14, ...,
// resnet110. Reference: He et al., arXiv:1512.03385, section 4.2, with projection shortcuts.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ATen/ops/relu.h"
#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "models/encoder.h"

namespace labelrep {
namespace {

constexpr int64_t kWidths[] = {16, 32, 64};
constexpr int kMaxDepth = 1202;  // the deepest of the paper that introduced them

std::shared_ptr<Conv2d> Conv3x3(int64_t in, int64_t out, int64_t stride) {
  return std::make_shared<Conv2d>(
      in, out, ConvOptions{.kernel = 3, .stride = stride, .padding = 1, .bias = false});
}

// Modules one after another under the names "0", "1", ....
class Sequence : public Layer {
 public:
  void Add(std::shared_ptr<Layer> layer) {
    layers_.push_back(register_module(std::to_string(layers_.size()), std::move(layer)));
  }

  at::Tensor Forward(const at::Tensor& input) override {
    at::Tensor x = input;
    for (const auto& layer : layers_) x = layer->Forward(x);
    return x;
  }

 private:
  std::vector<std::shared_ptr<Layer>> layers_;
};

class BasicBlock : public Layer {
 public:
  BasicBlock(int64_t in, int64_t out, int64_t stride)
      : conv1_(register_module("conv1", Conv3x3(in, out, stride))),
        bn1_(register_module("bn1", std::make_shared<BatchNorm>(out, conv1_))),
        conv2_(register_module("conv2", Conv3x3(out, out, 1))),
        bn2_(register_module("bn2", std::make_shared<BatchNorm>(out, conv2_))) {
    if (stride == 1 && in == out) return;
    shortcut_ = register_module("shortcut", std::make_shared<Sequence>());
    const auto projection = std::make_shared<Conv2d>(
        in, out, ConvOptions{.kernel = 1, .stride = stride, .bias = false});
    shortcut_->Add(projection);
    shortcut_->Add(std::make_shared<BatchNorm>(out, projection));
  }

  at::Tensor Forward(const at::Tensor& input) override {
    at::Tensor x = bn1_->Forward(conv1_->Forward(input)).relu_();
    x = bn2_->Forward(conv2_->Forward(x));
    return x.add_(shortcut_ == nullptr ? input : shortcut_->Forward(input)).relu_();
  }

 private:
  std::shared_ptr<Conv2d> conv1_;
  std::shared_ptr<BatchNorm> bn1_;
  std::shared_ptr<Conv2d> conv2_;
  std::shared_ptr<BatchNorm> bn2_;
  std::shared_ptr<Sequence> shortcut_;  // null: identity
};

class ResNet : public Encoder {
 public:
  explicit ResNet(int blocks_per_stage)
      : conv1_(register_module("conv1", Conv3x3(3, kWidths[0], 1))),
        bn1_(register_module("bn1", std::make_shared<BatchNorm>(kWidths[0], conv1_))) {
    int64_t in = kWidths[0];
    for (int stage = 0; stage < 3; ++stage) {
      auto layer = std::make_shared<Sequence>();
      for (int block = 0; block < blocks_per_stage; ++block) {
        const int64_t stride = stage > 0 && block == 0 ? 2 : 1;
        layer->Add(std::make_shared<BasicBlock>(in, kWidths[stage], stride));
        in = kWidths[stage];
      }
      stages_.push_back(register_module(absl::StrCat("layer", stage + 1), layer));
    }
  }

  int64_t feature_size() const override { return kWidths[2]; }

  // Two stages halve the image.
  int64_t image_size_step() const override { return 4; }

  at::Tensor Forward(const at::Tensor& images) override { return Forward(images, nullptr); }

  // The blocks of one width are a stage.
  StagedFeatures ForwardWithStages(const at::Tensor& images) override {
    StagedFeatures staged;
    staged.features = Forward(images, &staged.stages);
    return staged;
  }

 private:
  // Null: stages are not kept, which would hold their memory.
  at::Tensor Forward(const at::Tensor& images, std::vector<at::Tensor>* stages) {
    at::Tensor x = bn1_->Forward(conv1_->Forward(images)).relu_();
    for (const auto& stage : stages_) {
      x = stage->Forward(x);
      if (stages != nullptr) stages->push_back(x);
    }
    return GlobalAveragePool(x);
  }

  std::shared_ptr<Conv2d> conv1_;
  std::shared_ptr<BatchNorm> bn1_;
  std::vector<std::shared_ptr<Sequence>> stages_;
};

absl::StatusOr<std::shared_ptr<Encoder>> MakeResNet(absl::string_view depth_text) {
  int depth = 0;
  if (!absl::SimpleAtoi(depth_text, &depth) || absl::StrCat(depth) != depth_text || depth < 8 ||
      depth > kMaxDepth || depth % 6 != 2) {
    return absl::InvalidArgumentError(
        absl::StrCat("encoder \"resnet", depth_text, "\": a ResNet has 6n + 2 layers, at most ",
                     kMaxDepth, ": expected resnet8, resnet14, resnet20, ..., resnet110, ..."));
  }
  return std::make_shared<ResNet>((depth - 2) / 6);
}

const EncoderRegistration kResNet("resnet<6n+2>", MakeResNet);

}  // namespace
}  // namespace labelrep
