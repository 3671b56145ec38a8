#include "models/registry.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/status_macros.h"
#include "models/decoder_head.h"
#include "models/encoder.h"
#include "models/initialize.h"
#include "torch/nn/module.h"

namespace labelrep {
namespace {

constexpr int32_t kDecoderScale = 16;  // of the label's size to the first kernel's

NamedTensors Named(const torch::OrderedDict<std::string, at::Tensor>& tensors) {
  NamedTensors named;
  for (const auto& item : tensors) named.emplace_back(item.key(), item.value());
  return named;
}

class EncoderWithHead : public Classifier, public torch::nn::Module {
 public:
  EncoderWithHead(std::shared_ptr<Encoder> encoder, std::shared_ptr<Layer> head, int64_t image_size)
      : image_size_(image_size),
        encoder_(register_module("encoder", std::move(encoder))),
        head_(register_module("head", std::move(head))) {}

  at::Tensor Features(const at::Tensor& images) override { return encoder_->Forward(images); }
  StagedFeatures FeaturesWithStages(const at::Tensor& images) override {
    return encoder_->ForwardWithStages(images);
  }
  int64_t image_size() const override { return image_size_; }
  at::Tensor Outputs(const at::Tensor& features) override { return head_->Forward(features); }
  NamedTensors Parameters() const override { return Named(named_parameters()); }
  NamedTensors Buffers() const override { return Named(named_buffers()); }
  void SetTraining(bool training) override { train(training); }
  bool IsTraining() const override { return is_training(); }

 private:
  int64_t image_size_;
  std::shared_ptr<Encoder> encoder_;
  std::shared_ptr<Layer> head_;
};

absl::StatusOr<std::shared_ptr<Layer>> MakeHead(const Encoder& encoder,
                                                absl::Span<const int32_t> shape) {
  if (shape.size() == 1 && shape[0] > 0) return encoder.MakeLinearHead(shape[0]);
  if (shape.size() == 2 && shape[0] == shape[1] && (shape[0] == 64 || shape[0] == 48)) {
    return std::make_shared<DecoderHead>(encoder.feature_size(), shape[0] / kDecoderScale);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("label shape [", absl::StrJoin(shape, ", "),
                   "]: no head has such outputs; expected [n], [64, 64] or [48, 48]"));
}

absl::StatusOr<std::shared_ptr<EncoderWithHead>> Assemble(absl::string_view encoder_name,
                                                          absl::Span<const int32_t> label_shape,
                                                          int64_t image_size) {
  LABELREP_ASSIGN_OR_RETURN(auto encoder, MakeEncoder(encoder_name, image_size));
  LABELREP_ASSIGN_OR_RETURN(auto head, MakeHead(*encoder, label_shape));
  return std::make_shared<EncoderWithHead>(std::move(encoder), std::move(head), image_size);
}

}  // namespace

absl::StatusOr<std::shared_ptr<Classifier>> MakeZeroClassifier(
    absl::string_view encoder, absl::Span<const int32_t> label_shape, int64_t image_size) {
  return Assemble(encoder, label_shape, image_size);
}

absl::StatusOr<std::shared_ptr<Classifier>> MakeInitializedClassifier(
    absl::string_view encoder, absl::Span<const int32_t> label_shape, uint64_t seed,
    int64_t image_size) {
  LABELREP_ASSIGN_OR_RETURN(auto classifier, Assemble(encoder, label_shape, image_size));
  LABELREP_RETURN_IF_ERROR(InitializeParameters(*classifier, seed));
  return classifier;
}

}  // namespace labelrep
