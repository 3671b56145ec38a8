#include "lib/eval/fake_classifier.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ATen/Functions.h"
#include "ATen/core/grad_mode.h"
#include "absl/strings/str_cat.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

constexpr int64_t kFeatures = 4;

at::Tensor Normal(std::vector<int64_t> shape, const std::string& name, uint64_t seed) {
  RandomStream random(seed, absl::StrCat("init/", name));
  at::Tensor tensor = at::empty(shape);
  float* values = tensor.mutable_data_ptr<float>();
  for (int64_t i = 0; i < tensor.numel(); ++i) {
    values[i] = static_cast<float>(0.3 * random.NextNormal());
  }
  return tensor;
}

}  // namespace

FakeClassifier::FakeClassifier(std::vector<int64_t> label_shape, uint64_t seed)
    : label_shape_(std::move(label_shape)) {
  int64_t outputs = 1;
  for (const int64_t size : label_shape_) outputs *= size;
  conv_ = Normal({kFeatures, 3, 3, 3}, "conv", seed);
  norm_weight_ = at::ones({kFeatures});
  norm_bias_ = at::zeros({kFeatures});
  running_mean_ = at::zeros({kFeatures});
  running_var_ = at::ones({kFeatures});
  linear_ = Normal({outputs, kFeatures}, "linear", seed);
  bias_ = at::zeros({outputs});
  for (const auto& [name, parameter] : Parameters()) parameter.requires_grad_();
}

NamedTensors FakeClassifier::Parameters() const {
  return {{"conv", conv_},
          {"norm_weight", norm_weight_},
          {"norm_bias", norm_bias_},
          {"linear", linear_},
          {"bias", bias_}};
}

NamedTensors FakeClassifier::Buffers() const {
  return {{"running_mean", running_mean_}, {"running_var", running_var_}};
}

at::Tensor FakeClassifier::Features(const at::Tensor& images) {
  const at::Tensor maps = at::conv2d(images, conv_, /*bias=*/{}, /*stride=*/4);
  return at::batch_norm(maps, norm_weight_, norm_bias_, running_mean_, running_var_, training_,
                        /*momentum=*/0.1, /*eps=*/1e-5, /*cudnn_enabled=*/false)
      .relu()
      .mean({2, 3});
}

at::Tensor FakeClassifier::Outputs(const at::Tensor& features) {
  std::vector<int64_t> shape = {features.size(0)};
  shape.insert(shape.end(), label_shape_.begin(), label_shape_.end());
  return at::linear(features, linear_, bias_).view(shape);
}

ImageSet FakeImages(int64_t count, int32_t num_classes, uint64_t seed, int64_t image_size) {
  RandomStream random(seed, "fake images");
  ImageSet images;
  images.image_size = image_size;
  images.sha256 = absl::StrCat("fake images ", count, " ", num_classes, " ", seed);
  for (int64_t i = 0; i < count; ++i) {
    const int32_t label = static_cast<int32_t>(i % num_classes);
    images.labels.push_back(label);
    const uint32_t level = 192u * label / std::max(1, num_classes - 1);
    for (int64_t j = 0; j < images.image_bytes(); ++j) {
      images.pixels.push_back(static_cast<uint8_t>(level + random.NextBelow(64)));
    }
  }
  return images;
}

}  // namespace labelrep
