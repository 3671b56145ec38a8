// Writes a label set as .npy, with its class names beside it.
#include <string>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "labels/export_labels.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/status_macros.h"
#include "lib/data/label_set.h"

ABSL_FLAG(std::string, labels, "", "Label set file, or a name such as shapes10_speech.");
ABSL_FLAG(std::string, npy, "", "NumPy file to write: float32, one label for each class.");

namespace labelrep {
namespace {

absl::Status Main() {
  const std::string name = absl::GetFlag(FLAGS_labels);
  if (name.empty()) return absl::InvalidArgumentError("expected --labels=FILE");
  const std::string npy = absl::GetFlag(FLAGS_npy);
  if (npy.empty()) return absl::InvalidArgumentError("expected --npy=FILE");
  LABELREP_ASSIGN_OR_RETURN(const std::string path, FindLabelSetFile(name));
  LABELREP_ASSIGN_OR_RETURN(const LabelSet labels, ReadLabelSet(path));
  return ExportLabels(labels, UserPath(npy));
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram(
      "export",
      "writes a label set as .npy:\n"
      "  bazel run //labels:export -- --labels=shapes10_speech --npy=speech.npy",
      argc, argv, labelrep::Main);
}
