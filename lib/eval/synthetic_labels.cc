#include "lib/eval/synthetic_labels.h"

#include "absl/strings/str_cat.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

constexpr int32_t kRegressedLabels = 10;

}  // namespace

LabelSet SyntheticCategoryLabels(int32_t num_classes, double smoothing) {
  LabelSet labels;
  labels.mutable_recipe()->set_kind("category");
  labels.add_shape(num_classes);
  for (int32_t i = 0; i < num_classes; ++i) {
    labels.add_class_names(absl::StrCat("class ", i));
    for (int32_t j = 0; j < num_classes; ++j) labels.add_values(i == j ? 1 : 0);
  }
  labels.set_loss(LabelSet::CROSS_ENTROPY);
  labels.set_decision(LabelSet::LARGEST_OUTPUT);
  labels.set_label_smoothing(smoothing);
  return labels;
}

LabelSet SyntheticRegressionLabels(int32_t num_classes, absl::Span<const int32_t> shape) {
  LabelSet labels;
  labels.mutable_recipe()->set_kind("regression");
  int32_t size = 1;
  for (const int32_t dimension : shape) {
    labels.add_shape(dimension);
    size *= dimension;
  }
  RandomStream random(1, "fake labels");
  for (int32_t i = 0; i < num_classes; ++i) {
    labels.add_class_names(absl::StrCat("class ", i));
    for (int32_t j = 0; j < size; ++j) labels.add_values(4 * random.NextFloat() - 2);
  }
  labels.set_loss(LabelSet::SMOOTH_L1);
  labels.set_decision(LabelSet::NEAREST_LABEL);
  labels.set_threshold(0.9);
  return labels;
}

LabelSet SyntheticLabels(absl::Span<const int32_t> shape) {
  return shape.size() == 1 ? SyntheticCategoryLabels(shape[0])
                           : SyntheticRegressionLabels(kRegressedLabels, shape);
}

}  // namespace labelrep
