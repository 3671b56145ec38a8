#include "labels/label_kind.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lib/base/check.h"

namespace labelrep {
namespace {

// Never destroyed, so that its order with other static objects does not matter.
std::vector<LabelKind>& Registry() {
  static std::vector<LabelKind>& registry = *new std::vector<LabelKind>;
  return registry;
}

}  // namespace

LabelSet RegressionLabels(const std::vector<int>& shape) {
  LabelSet labels;
  for (int dimension : shape) labels.add_shape(dimension);
  labels.set_loss(LabelSet::SMOOTH_L1);
  labels.set_decision(LabelSet::NEAREST_LABEL);
  return labels;
}

LabelSet OneHotLabels(int num_classes) {
  LabelSet labels;
  labels.add_shape(num_classes);
  labels.set_loss(LabelSet::CROSS_ENTROPY);
  labels.set_decision(LabelSet::LARGEST_OUTPUT);
  labels.mutable_values()->Resize(num_classes * num_classes, 0.0f);
  for (int i = 0; i < num_classes; ++i) labels.set_values(i * num_classes + i, 1.0f);
  return labels;
}

std::string ReadableName(absl::string_view class_name) {
  return absl::StrReplaceAll(class_name, {{"_", " "}});
}

RegisteredLabelKind::RegisteredLabelKind(const LabelKind& kind) {
  for (const LabelKind& other : Registry()) {
    LABELREP_CHECK(other.name != kind.name,
                   absl::StrCat("two label kinds are called ", kind.name).c_str());
  }
  Registry().push_back(kind);
}

std::vector<LabelKind> RegisteredLabelKinds() {
  std::vector<LabelKind> kinds = Registry();
  std::sort(kinds.begin(), kinds.end(),
            [](const LabelKind& a, const LabelKind& b) { return a.name < b.name; });
  return kinds;
}

}  // namespace labelrep
