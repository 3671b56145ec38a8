// Copies finished runs and attacks into results/measured:
//   record --out=results/measured/cpu --git_commit=... --git_dirty=false FOLDER...
//   record --attacks --out=... --git_commit=... --git_dirty=false RESULT:PROVENANCE...
// Each folder holds result.pb, provenance.pb and weights.safetensors, as training leaves them.
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "experiments/record/recorded_attacks.h"
#include "experiments/record/recorded_runs.h"
#include "lib/base/files.h"
#include "lib/base/program.h"

ABSL_FLAG(std::string, out, "", "folder to write to");
ABSL_FLAG(std::string, git_commit, "",
          "commit to state in the provenance: that of the programs the runs were made with");
ABSL_FLAG(bool, git_dirty, false, "whether the working tree had changes");
ABSL_FLAG(bool, attacks, false, "whether attacks are recorded, given as RESULT:PROVENANCE");
ABSL_FLAG(int64_t, max_weights_bytes, 4 << 20,
          "larger weights are left out; with 0 none are needed");

namespace labelrep {
namespace {

absl::StatusOr<std::string> Record(const std::string& argument, const RecordOptions& options) {
  if (!absl::GetFlag(FLAGS_attacks)) return RecordRun(UserPath(argument), options);
  const std::vector<std::string> files = absl::StrSplit(argument, ':');
  if (files.size() != 2) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", argument, "\": expected an attack as RESULT:PROVENANCE"));
  }
  return RecordAttack(UserPath(files[0]), UserPath(files[1]), options);
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
  options.max_weights_bytes = absl::GetFlag(FLAGS_max_weights_bytes);
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
  return labelrep::RunProgram("record", "records finished runs", argc, argv, labelrep::RecordAll);
}
