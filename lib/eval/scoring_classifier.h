// A model that is nothing but a function, for tests of what attacks and judges models.
#ifndef LIB_EVAL_SCORING_CLASSIFIER_H_
#define LIB_EVAL_SCORING_CLASSIFIER_H_

#include <cstdint>
#include <functional>
#include <utility>

#include "lib/eval/classifier.h"

namespace labelrep {

// Of images of that height and width in pixels. Its features are its outputs; it has no parameters,
// and is never in training mode.
class ScoringClassifier : public Classifier {
 public:
  // From normalised images [N, 3, h, w] to class scores [N, classes].
  using Scores = std::function<at::Tensor(const at::Tensor& images)>;

  explicit ScoringClassifier(Scores scores, int64_t image_size = kCifarImageSize)
      : scores_(std::move(scores)), image_size_(image_size) {}

  at::Tensor Features(const at::Tensor& images) override { return scores_(images); }
  int64_t image_size() const override { return image_size_; }
  at::Tensor Outputs(const at::Tensor& features) override { return features; }
  NamedTensors Parameters() const override { return {}; }
  NamedTensors Buffers() const override { return {}; }
  void SetTraining(bool) override {}
  bool IsTraining() const override { return false; }

 private:
  Scores scores_;
  int64_t image_size_;
};

}  // namespace labelrep

#endif  // LIB_EVAL_SCORING_CLASSIFIER_H_
