// Says which numbers of results, tables or figures moved:
//   ./bazelw run //results/check -- --golden=FILE_OR_FOLDER --actual=FILE_OR_FOLDER
// or, where the golden file holds published numbers, how far runs are from those.
// Exit status: 0 where none moved, 3 where some did, 1 for an error.
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "experiments/known_names.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "results/check/check_files.h"

ABSL_FLAG(
    std::string, golden, "",
    "what is expected: a table, figure or result of a measurement (.pb or .textproto), or a folder "
    "of them; its provenances (*provenance*.pb) are left out; or published numbers, see "
    "results/published");
ABSL_FLAG(std::string, actual, "", "what there is now");
ABSL_FLAG(
    double, accuracy_points, 0,
    "tolerance of a table's or training's accuracies in percentage points; 0: every field of a "
    "RunResult is the same, as of all but tables it always is");
ABSL_FLAG(double, relative, 0, "relative tolerance of a table's other numbers");
ABSL_FLAG(bool, allow_new, false,
          "rows, columns and files that only the actual table or folder has are no difference");
ABSL_FLAG(bool, allow_missing, false, "files that only the golden folder has are no difference");
ABSL_FLAG(bool, bytes, false, "the files have to be the same, byte by byte");
ABSL_FLAG(std::string, catalogue, "",
          "Catalogue (text) whose names published numbers have to be of; by default those of the "
          "checkout under bazel run, else any");
ABSL_FLAG(bool, update, false, "write the golden file anew instead");

namespace labelrep {
namespace {

constexpr int kMoved = 3;

void PrintDifferences(const std::vector<std::string>& differences, const std::string& golden) {
  for (const std::string& line : differences) std::cout << line << "\n";
  std::cout << differences.size() << (differences.size() == 1 ? " difference" : " differences")
            << " from " << golden << "\n";
  if (HoldsPublishedNumbers(golden)) return;
  const bool is_folder = std::filesystem::is_directory(golden);
  std::cout << "If they are meant" << (is_folder ? ", for each file" : "")
            << ": ./bazelw run //results/check -- --update --golden=" << golden
            << (is_folder ? "/<file>" : "") << " --actual=<the new file>\n";
}

absl::Status Main(bool& any_moved) {
  if (absl::GetFlag(FLAGS_golden).empty() || absl::GetFlag(FLAGS_actual).empty()) {
    return absl::InvalidArgumentError("--golden and --actual are needed; see --help");
  }
  const std::string golden = UserPath(absl::GetFlag(FLAGS_golden));
  const std::string actual = UserPath(absl::GetFlag(FLAGS_actual));
  Catalogue catalogue;
  if (const std::string path = absl::GetFlag(FLAGS_catalogue); !path.empty()) {
    LABELREP_RETURN_IF_ERROR(ReadTextProto(path, &catalogue));
  }
  const CheckOptions options = {
      .tolerance = {absl::GetFlag(FLAGS_accuracy_points), absl::GetFlag(FLAGS_relative),
                    absl::GetFlag(FLAGS_allow_new)},
      .bytes = absl::GetFlag(FLAGS_bytes),
      .allow_missing = absl::GetFlag(FLAGS_allow_missing),
      .known_names = NamesOfCatalogue(catalogue)};
  if (!(options.tolerance.accuracy_points >= 0) || !(options.tolerance.relative >= 0)) {
    return absl::InvalidArgumentError("--accuracy_points and --relative: expected 0 or more");
  }
  if (absl::GetFlag(FLAGS_update)) return UpdateGolden(golden, actual);
  LABELREP_ASSIGN_OR_RETURN(const std::vector<std::string> differences,
                            CheckFiles(golden, actual, options));
  any_moved = !differences.empty();
  if (any_moved) PrintDifferences(differences, golden);
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  bool any_moved = false;
  const int status = labelrep::RunProgram(
      "check",
      "Says which numbers of results, tables or figures moved: --golden=PATH --actual=PATH. Exit "
      "status: 0 where none moved, 3 where some did, 1 for an error.",
      argc, argv, [&] { return labelrep::Main(any_moved); });
  return any_moved ? labelrep::kMoved : status;
}
