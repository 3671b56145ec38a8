// A label set in files that other tools open.
#ifndef LABELS_EXPORT_LABELS_H_
#define LABELS_EXPORT_LABELS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "results/label_set.pb.h"

namespace labelrep {

// The file of a label set that the user named: a path, or the name of a target of labels/
// ("shapes10_speech") whose file lies in the program's runfiles. NOT_FOUND saying what to build.
absl::StatusOr<std::string> FindLabelSetFile(const std::string& path_or_name);

// Writes the values to `npy` (float32, [classes, ...shape]) and the class names, one a line, to the
// same name with .classes.txt in place of .npy. Both together are what --npy and --npy_order of
// make_labels read. INVALID_ARGUMENT where `npy` has another ending.
absl::Status ExportLabels(const LabelSet& labels, const std::string& npy);

}  // namespace labelrep

#endif  // LABELS_EXPORT_LABELS_H_
