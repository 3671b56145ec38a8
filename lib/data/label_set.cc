#include "lib/data/label_set.h"

#include <algorithm>
#include <cmath>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

template <typename... Parts>
absl::Status Invalid(const std::string& name, const Parts&... parts) {
  return absl::InvalidArgumentError(absl::StrCat(name, ": ", parts...));
}

absl::Status ValidateClassNames(const LabelSet& labels, const std::string& name) {
  if (labels.class_names().empty()) {
    return Invalid(name, "class_names is empty; expected the data set's class names");
  }
  absl::flat_hash_map<std::string, int> index_of;
  for (int i = 0; i < labels.class_names_size(); ++i) {
    const std::string& class_name = labels.class_names(i);
    if (class_name.empty()) return Invalid(name, "class_names[", i, "] is empty; expected a name");
    const auto [earlier, is_new] = index_of.try_emplace(class_name, i);
    if (!is_new) {
      return Invalid(name, "class_names[", i, "] is \"", class_name, "\", as class_names[",
                     earlier->second, "] is; expected distinct names");
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateShape(const LabelSet& labels, const std::string& name) {
  const std::string shape = absl::StrCat("[", absl::StrJoin(labels.shape(), ", "), "]");
  if (labels.shape_size() < 1 || labels.shape_size() > 2) {
    return Invalid(name, "shape is ", shape, "; expected one dimension or two");
  }
  for (int i = 0; i < labels.shape_size(); ++i) {
    if (labels.shape(i) <= 0) {
      return Invalid(name, "shape[", i, "] is ", labels.shape(i),
                     "; expected a positive dimension");
    }
  }
  const int64_t classes = labels.class_names_size();
  // Divided, as the product of class count and size need not fit 64 bits.
  if (labels.values_size() % classes != 0 || labels.values_size() / classes != LabelSize(labels)) {
    return Invalid(name, "values has ", labels.values_size(), " elements; expected ", classes,
                   " classes times shape ", shape);
  }
  return absl::OkStatus();
}

absl::Status ValidateValues(const LabelSet& labels, const std::string& name) {
  for (int i = 0; i < labels.values_size(); ++i) {
    if (std::isfinite(labels.values(i))) continue;
    const int64_t size = LabelSize(labels);
    return Invalid(name, "values[", i, "] (class \"", labels.class_names(i / size), "\", element ",
                   i % size, ") is ", labels.values(i), "; expected a finite number");
  }
  return absl::OkStatus();
}

// Between two classes with one label no decision can be made.
absl::Status ValidateDistinct(const LabelSet& labels, const std::string& name) {
  const int64_t size = LabelSize(labels);
  const auto label = [&](int i) {
    return absl::MakeConstSpan(labels.values()).subspan(i * size, size);
  };
  for (int i = 0; i < labels.class_names_size(); ++i) {
    for (int j = 0; j < i; ++j) {
      if (label(i) != label(j)) continue;
      return Invalid(name, "classes \"", labels.class_names(j), "\" and \"", labels.class_names(i),
                     "\" have the same label; expected distinct ones");
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateOneHot(const LabelSet& labels, const std::string& name) {
  const int classes = labels.class_names_size();
  if (labels.shape_size() != 1 || labels.shape(0) != classes) {
    return Invalid(name, "shape is [", absl::StrJoin(labels.shape(), ", "), "]; expected [",
                   classes, "], one element for each class, as loss is CROSS_ENTROPY");
  }
  for (int i = 0; i < labels.values_size(); ++i) {
    const float expected = i / classes == i % classes ? 1 : 0;
    if (labels.values(i) != expected) {
      return Invalid(name, "values[", i, "] (class \"", labels.class_names(i / classes),
                     "\", element ", i % classes, ") is ", labels.values(i), "; expected ",
                     expected, ", as loss is CROSS_ENTROPY and needs one-hot labels");
    }
  }
  return absl::OkStatus();
}

absl::Status ValidateRules(const LabelSet& labels, const std::string& name) {
  if (labels.loss() == LabelSet::LOSS_UNSPECIFIED) {
    return Invalid(name, "loss is not set; expected CROSS_ENTROPY or SMOOTH_L1");
  }
  if (labels.decision() == LabelSet::DECISION_UNSPECIFIED) {
    return Invalid(name, "decision is not set; expected LARGEST_OUTPUT or NEAREST_LABEL");
  }
  if (labels.decision() == LabelSet::LARGEST_OUTPUT &&
      (labels.shape_size() != 1 || labels.shape(0) != labels.class_names_size())) {
    return Invalid(name, "decision is LARGEST_OUTPUT for labels of shape [",
                   absl::StrJoin(labels.shape(), ", "), "]; expected [", labels.class_names_size(),
                   "], one element for each class, or NEAREST_LABEL");
  }
  const double smoothing = labels.label_smoothing();
  if (!(smoothing >= 0 && smoothing < 1)) {
    return Invalid(name, "label_smoothing is ", smoothing, "; expected at least 0 and below 1");
  }
  if (smoothing > 0 && labels.loss() != LabelSet::CROSS_ENTROPY) {
    return Invalid(name, "label_smoothing is ", smoothing,
                   "; expected 0 unless loss is CROSS_ENTROPY");
  }
  if (labels.has_threshold() && !(std::isfinite(labels.threshold()) && labels.threshold() > 0)) {
    return Invalid(name, "threshold is ", labels.threshold(),
                   "; expected a finite loss above 0, or none");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ValidateLabelSet(const LabelSet& labels, const std::string& name) {
  // It names the file that is bad, which is another.
  if (labels.has_failure()) return absl::InvalidArgumentError(labels.failure());
  LABELREP_RETURN_IF_ERROR(ValidateClassNames(labels, name));
  LABELREP_RETURN_IF_ERROR(ValidateShape(labels, name));
  LABELREP_RETURN_IF_ERROR(ValidateValues(labels, name));
  LABELREP_RETURN_IF_ERROR(ValidateDistinct(labels, name));
  LABELREP_RETURN_IF_ERROR(ValidateRules(labels, name));
  return labels.loss() == LabelSet::CROSS_ENTROPY ? ValidateOneHot(labels, name) : absl::OkStatus();
}

absl::StatusOr<LabelSet> ReadLabelSet(const std::string& path) {
  LabelSet labels;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(path, &labels));
  LABELREP_RETURN_IF_ERROR(ValidateLabelSet(labels, path));
  return labels;
}

LabelSet FailedLabelSet(const LabelRecipe& recipe, absl::string_view failure) {
  LabelSet labels;
  *labels.mutable_recipe() = recipe;
  labels.set_failure(std::string(failure));
  return labels;
}

absl::Status CheckClassNames(const LabelSet& labels, const std::vector<std::string>& class_names,
                             const std::string& name) {
  const size_t count = labels.class_names_size();
  for (size_t i = 0; i < std::min(count, class_names.size()); ++i) {
    if (labels.class_names(i) != class_names[i]) {
      return absl::FailedPreconditionError(absl::StrCat(
          name, ": class ", i, " is \"", labels.class_names(i), "\"; expected \"", class_names[i],
          "\" as in the data set; make the labels for this data set's class names"));
    }
  }
  if (count != class_names.size()) {
    return absl::FailedPreconditionError(
        absl::StrCat(name, ": has ", count, " classes; expected ", class_names.size(),
                     " as in the data set; make the labels for this data set's class names"));
  }
  return absl::OkStatus();
}

int64_t LabelSize(const LabelSet& labels) {
  int64_t size = 1;
  for (int32_t dimension : labels.shape()) size *= dimension;
  return size;
}

}  // namespace labelrep
