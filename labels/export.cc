// Writes a label set as .npy, with its class names beside it.
#include <cstdio>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "labels/export_labels.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"
#include "lib/data/label_set.h"

ABSL_FLAG(std::string, labels, "", "Label set file, or a name such as shapes10_speech.");
ABSL_FLAG(std::string, npy, "", "NumPy file to write: float32, one label for each class.");

namespace labelrep {
namespace {

absl::Status Main(const std::vector<char*>& arguments) {
  if (arguments.size() > 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("found '", arguments[1], "'; expected only flags, see --help"));
  }
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
  absl::SetProgramUsageMessage(
      "writes a label set as .npy:\n"
      "  bazel run //labels:export -- --labels=shapes10_speech --npy=speech.npy");
  const absl::Status status = labelrep::Main(absl::ParseCommandLine(argc, argv));
  if (status.ok()) return 0;
  std::fprintf(stderr, "export: %s\n", std::string(status.message()).c_str());
  return 1;
}
