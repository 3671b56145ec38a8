// Copies finished measurements into results/measured:
//   record --out=results/measured/cpu --git_commit=... --git_dirty=false MEASUREMENT...
// Each is KIND:RESULT:PROVENANCE[:NAME=FILE]..., such as run:r.pb:p.pb:weights=w.safetensors, or
// the folder that a training left, with or without its weights.
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "experiments/measure/measurement_kinds.h"
#include "experiments/record/recorded.h"
#include "lib/base/files.h"
#include "lib/base/output_folder.h"
#include "lib/base/program.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, out, "", "folder to write to");
ABSL_FLAG(
    std::string, git_commit, "",
    "commit to state in the provenance: that of the programs the measurements were made with");
ABSL_FLAG(bool, git_dirty, false, "whether the working tree had changes");
ABSL_FLAG(int64_t, max_weights_bytes, 4 << 20,
          "larger weights, and other files beside a result, are left out; with 0 none are needed");

namespace labelrep {
namespace {

absl::StatusOr<std::string> Record(const std::string& argument, const RecordOptions& options) {
  if (!absl::StrContains(argument, ':')) {
    std::string run = absl::StrCat("run:", argument, "/result.pb:", argument, "/provenance.pb");
    const std::string weights = absl::StrCat(argument, "/weights.safetensors");
    // A sweep elsewhere brings no weights back that are too large to be recorded.
    if (PathExists(UserPath(weights))) absl::StrAppend(&run, ":weights=", weights);
    return Record(run, options);
  }
  const std::vector<std::string> parts = absl::StrSplit(argument, ':');
  if (parts.size() < 3) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", argument,
                     "\": expected a measurement as KIND:RESULT:PROVENANCE[:NAME=FILE]..., or a "
                     "training's folder"));
  }
  LABELREP_ASSIGN_OR_RETURN(const MeasurementKind* kind, FindMeasurementKind(parts[0]));
  MeasuredFiles measured{.result = UserPath(parts[1]), .provenance = UserPath(parts[2])};
  for (size_t i = 3; i < parts.size(); ++i) {
    const std::pair<std::string, std::string> file =
        absl::StrSplit(parts[i], absl::MaxSplits('=', 1));
    if (!kind->files.contains(file.first)) {
      return absl::InvalidArgumentError(absl::StrCat("\"", argument, "\": measurements of kind ",
                                                     kind->name, " have no file ", file.first));
    }
    measured.files[file.first] = UserPath(file.second);
  }
  return RecordMeasurement(*kind, measured, options);
}

absl::Status RecordAll(const std::vector<std::string>& arguments) {
  RecordOptions options;
  options.out = UserPath(absl::GetFlag(FLAGS_out));
  if (absl::GetFlag(FLAGS_out).empty()) {
    return absl::InvalidArgumentError(
        "--out is missing: the folder to write to, for instance results/measured/cpu");
  }
  options.git_commit = absl::GetFlag(FLAGS_git_commit);
  options.git_dirty = absl::GetFlag(FLAGS_git_dirty);
  options.max_file_bytes = absl::GetFlag(FLAGS_max_weights_bytes);
  LABELREP_ASSIGN_OR_RETURN(const OutputFolder held, OutputFolder::Take(options.out));
  // One that cannot be recorded does not keep the others from it.
  std::vector<std::string> failures;
  for (const std::string& argument : arguments) {
    const absl::StatusOr<std::string> stem = Record(argument, options);
    if (stem.ok()) std::cout << *stem << "\n";
    if (!stem.ok()) failures.emplace_back(stem.status().message());
  }
  if (failures.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(failures, "\nrecord: "));
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("record", "records finished measurements", argc, argv,
                              labelrep::RecordAll);
}
