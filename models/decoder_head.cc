#include "models/decoder_head.h"

#include "ATen/ops/leaky_relu.h"
#include "absl/strings/str_cat.h"

namespace labelrep {
namespace {

constexpr double kSlope = 0.01;
constexpr int64_t kChannels[] = {64, 64, 32, 16, 8, 1};
constexpr int kDeconvs = 5;

}  // namespace

DecoderHead::DecoderHead(int64_t feature_size, int64_t first_kernel)
    : feature_norm_(register_module("norm0", std::make_shared<BatchNorm>(feature_size))),
      linear_(register_module("linear", std::make_shared<Linear>(feature_size, kChannels[0]))) {
  for (int i = 0; i < kDeconvs; ++i) {
    const ConvOptions options = i == 0 ? ConvOptions{.kernel = first_kernel}
                                       : ConvOptions{.kernel = 4, .stride = 2, .padding = 1};
    deconvs_.push_back(register_module(
        absl::StrCat("deconv", i + 1),
        std::make_shared<ConvTranspose2d>(kChannels[i], kChannels[i + 1], options)));
    if (i + 1 < kDeconvs) {
      norms_.push_back(register_module(absl::StrCat("norm", i + 1),
                                       std::make_shared<BatchNorm>(kChannels[i + 1], deconvs_[i])));
    }
  }
}

at::Tensor DecoderHead::Forward(const at::Tensor& features) {
  at::Tensor x = feature_norm_->Forward(features);
  x = linear_->Forward(at::leaky_relu_(x, kSlope)).unsqueeze(-1).unsqueeze(-1);
  for (int i = 0; i < kDeconvs; ++i) {
    x = deconvs_[i]->Forward(x);
    if (i + 1 == kDeconvs) break;
    x = norms_[i]->Forward(x);
    at::leaky_relu_(x, kSlope);
  }
  return x.squeeze(1);
}

}  // namespace labelrep
