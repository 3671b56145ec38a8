// Says which numbers of results, tables or figures moved:
//   bazel run //results/check -- --golden=FILE_OR_FOLDER --actual=FILE_OR_FOLDER
// Exit status: 0 where none moved, 1 where some did, 2 for an error.
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "lib/base/files.h"
#include "results/check/check_files.h"

ABSL_FLAG(
    std::string, golden, "",
    "what is expected: Table, RunResult, AttackResult or Figure (.pb or .textproto), or a folder "
    "of them; its provenances (*provenance*.pb) are left out");
ABSL_FLAG(std::string, actual, "", "what there is now");
ABSL_FLAG(
    double, accuracy_points, 0,
    "tolerance of a table's or training's accuracies in percentage points; 0: every field of a "
    "RunResult is the same, as of an AttackResult or Figure it always is");
ABSL_FLAG(double, relative, 0, "relative tolerance of a table's other numbers");
ABSL_FLAG(bool, allow_new, false,
          "rows and columns that only the actual table has are no difference");
ABSL_FLAG(bool, bytes, false, "the files have to be the same, byte by byte");
ABSL_FLAG(bool, update, false, "write the golden file anew instead");

namespace {

int Fail(const std::string& message) {
  std::cerr << "error: " << message << "\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "Says which numbers of results, tables or figures moved: --golden=PATH --actual=PATH");
  if (absl::ParseCommandLine(argc, argv).size() > 1) return Fail("unexpected argument; see --help");
  const std::string golden = absl::GetFlag(FLAGS_golden);
  const std::string actual = absl::GetFlag(FLAGS_actual);
  if (golden.empty() || actual.empty()) return Fail("--golden and --actual are needed; see --help");
  const labelrep::CheckOptions options = {
      {absl::GetFlag(FLAGS_accuracy_points), absl::GetFlag(FLAGS_relative),
       absl::GetFlag(FLAGS_allow_new)},
      absl::GetFlag(FLAGS_bytes)};
  if (!(options.tolerance.accuracy_points >= 0) || !(options.tolerance.relative >= 0)) {
    return Fail("--accuracy_points and --relative: expected 0 or more");
  }
  const std::string golden_path = labelrep::UserPath(golden);
  const std::string actual_path = labelrep::UserPath(actual);
  if (absl::GetFlag(FLAGS_update)) {
    const absl::Status status = labelrep::UpdateGolden(golden_path, actual_path);
    return status.ok() ? 0 : Fail(std::string(status.message()));
  }
  const auto differences = labelrep::CheckFiles(golden_path, actual_path, options);
  if (!differences.ok()) return Fail(std::string(differences.status().message()));
  for (const std::string& line : *differences) std::cout << line << "\n";
  if (differences->empty()) return 0;
  std::cout << differences->size() << (differences->size() == 1 ? " difference" : " differences")
            << " from " << golden
            << "\nIf they are meant: bazel run //results/check -- --update --golden=" << golden
            << " --actual=<the new file>\n";
  return 1;
}
