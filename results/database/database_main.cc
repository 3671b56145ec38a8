// Writes results as one SQLite file:
//   ./bazelw run //results:database -- --out=results.db
#include <algorithm>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "results/database/write_database.h"

ABSL_FLAG(std::vector<std::string>, results, {},
          "folders with recorded results, separated by commas, searched with their subfolders; "
          "none: what the repository has recorded");
ABSL_FLAG(std::vector<std::string>, published, {},
          "files of published numbers; none: those of results/published");
ABSL_FLAG(
    std::vector<std::string>, labels, {},
    "label set files, whose statistics are computed; none: those that are made of class names "
    "and seeds alone");
ABSL_FLAG(std::string, out, "", "the file to write");

namespace labelrep {
namespace {

std::vector<std::string> UserPaths(std::vector<std::string> paths) {
  for (std::string& path : paths) path = UserPath(path);
  return paths;
}

// The files in a folder of the working directory, where `bazel run` lays what the target names.
absl::StatusOr<std::vector<std::string>> FilesIn(const std::string& folder,
                                                 const std::string& suffix) {
  LABELREP_ASSIGN_OR_RETURN(std::vector<std::string> files, ListFiles(folder));
  files.erase(
      std::remove_if(files.begin(), files.end(),
                     [&](const std::string& path) { return !absl::EndsWith(path, suffix); }),
      files.end());
  return files;
}

absl::Status Main() {
  if (absl::GetFlag(FLAGS_out).empty()) {
    return absl::InvalidArgumentError("--out=FILE is needed; see --help");
  }
  DatabaseInputs inputs = {.result_folders = UserPaths(absl::GetFlag(FLAGS_results)),
                           .published_files = UserPaths(absl::GetFlag(FLAGS_published)),
                           .label_files = UserPaths(absl::GetFlag(FLAGS_labels))};
  if (inputs.result_folders.empty()) inputs.result_folders = {"results/measured"};
  if (inputs.published_files.empty()) {
    LABELREP_ASSIGN_OR_RETURN(inputs.published_files,
                              FilesIn("results/published", kTextProtoSuffix));
  }
  if (inputs.label_files.empty()) {
    LABELREP_ASSIGN_OR_RETURN(inputs.label_files, FilesIn("labels", ".pb"));
  }
  return WriteDatabase(inputs, UserPath(absl::GetFlag(FLAGS_out)));
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram(
      "database",
      "Writes recorded results, published numbers and label statistics as one SQLite file: "
      "--out=FILE. Run by //results:database, it is given what the repository has recorded.",
      argc, argv, labelrep::Main);
}
