// A very small model, and images to go with it, for tests of what works on any model.
#ifndef LIB_EVAL_FAKE_CLASSIFIER_H_
#define LIB_EVAL_FAKE_CLASSIFIER_H_

#include <cstdint>
#include <vector>

#include "lib/data/image_set.h"
#include "lib/eval/classifier.h"

namespace labelrep {

// One 3x3 convolution to 4 channels with stride 4, batch norm, ReLU, mean over the image; then one
// linear layer, whose outputs are given the label's shape. Parameters are normal, drawn from
// `seed`.
class FakeClassifier : public Classifier {
 public:
  FakeClassifier(std::vector<int64_t> label_shape, uint64_t seed);
  at::Tensor Features(const at::Tensor& images) override;
  at::Tensor Outputs(const at::Tensor& features) override;
  // conv, norm_weight, norm_bias, linear, bias; running_mean, running_var.
  NamedTensors Parameters() const override;
  NamedTensors Buffers() const override;
  void SetTraining(bool training) override { training_ = training; }
  bool IsTraining() const override { return training_; }

 private:
  std::vector<int64_t> label_shape_;
  bool training_ = true;
  at::Tensor conv_, norm_weight_, norm_bias_, running_mean_, running_var_, linear_, bias_;
};

// Random pixels around a grey level that is the class's own; classes in turn: 0, 1, ..., 0, 1, ...
ImageSet FakeImages(int64_t count, int32_t num_classes, uint64_t seed,
                    int64_t image_size = kCifarImageSize);

}  // namespace labelrep

#endif  // LIB_EVAL_FAKE_CLASSIFIER_H_
