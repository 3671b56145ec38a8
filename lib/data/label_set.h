// Label sets in files: reading with every check that a program needs before it trusts one.
#ifndef LIB_DATA_LABEL_SET_H_
#define LIB_DATA_LABEL_SET_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "results/label_set.pb.h"

namespace labelrep {

// INVALID_ARGUMENT naming `name` and the field: no classes, a repeated class name or label, shape
// not of one or two positive dimensions, a count of values that does not fit, a value that is not
// finite, a loss without values it can use (CROSS_ENTROPY needs one-hot vectors of the class
// count), smoothing outside [0, 1). A label set that holds a failure gives that as it is.
absl::Status ValidateLabelSet(const LabelSet& labels, const std::string& name);

absl::StatusOr<LabelSet> ReadLabelSet(const std::string& path);

// What stands in for labels whose input is bad: all who read it get `failure`.
LabelSet FailedLabelSet(const LabelRecipe& recipe, absl::string_view failure);

// FAILED_PRECONDITION naming the first difference unless the label set's classes are the data
// set's, in the same order.
absl::Status CheckClassNames(const LabelSet& labels, const std::vector<std::string>& class_names,
                             const std::string& name);

// Elements of one label.
int64_t LabelSize(const LabelSet& labels);

}  // namespace labelrep

#endif  // LIB_DATA_LABEL_SET_H_
