// The label decoder (protocol, "Models"): from features to a 64x64 or 48x48 label.
#ifndef MODELS_DECODER_HEAD_H_
#define MODELS_DECODER_HEAD_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "models/layers.h"

namespace labelrep {

// BatchNorm, LeakyReLU(0.01), Linear(f, 64), then five transposed convolutions with batch norm and
// LeakyReLU between them: 1x1 -> 4 -> 8 -> 16 -> 32 -> 64, or 1x1 -> 3 -> 6 -> 12 -> 24 -> 48.
// Forward: [N, f] -> [N, size, size].
class DecoderHead : public Layer {
 public:
  // `first_kernel` is 4 for labels of 64x64 and 3 for 48x48: the size is 16 times it.
  DecoderHead(int64_t feature_size, int64_t first_kernel);
  at::Tensor Forward(const at::Tensor& features) override;

 private:
  std::shared_ptr<BatchNorm> feature_norm_;
  std::shared_ptr<Linear> linear_;
  std::vector<std::shared_ptr<ConvTranspose2d>> deconvs_;
  std::vector<std::shared_ptr<BatchNorm>> norms_;  // one fewer: between the convolutions
};

}  // namespace labelrep

#endif  // MODELS_DECODER_HEAD_H_
