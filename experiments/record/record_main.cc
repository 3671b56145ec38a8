// Copies finished runs into results/measured:
//   record --out=results/measured/cpu --git_commit=... --git_dirty=false FOLDER...
// Each folder holds result.pb, provenance.pb and weights.safetensors, as training leaves them.
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "experiments/record/recorded_runs.h"
#include "lib/base/files.h"

ABSL_FLAG(std::string, out, "", "folder to write to");
ABSL_FLAG(std::string, git_commit, "", "commit that the runs were made with");
ABSL_FLAG(bool, git_dirty, false, "whether the working tree had changes");
ABSL_FLAG(int64_t, max_weights_bytes, 4 << 20, "larger weights are left out");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("records finished runs");
  std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  if (absl::GetFlag(FLAGS_out).empty()) {
    std::cerr << "record: --out is missing: the folder to write to, for instance "
                 "results/measured/cpu\n";
    return 1;
  }
  labelrep::RecordOptions options;
  options.out = labelrep::UserPath(absl::GetFlag(FLAGS_out));
  options.git_commit = absl::GetFlag(FLAGS_git_commit);
  options.git_dirty = absl::GetFlag(FLAGS_git_dirty);
  options.max_weights_bytes = absl::GetFlag(FLAGS_max_weights_bytes);
  int failed = 0;
  for (size_t i = 1; i < arguments.size(); ++i) {
    absl::StatusOr<std::string> stem =
        labelrep::RecordRun(labelrep::UserPath(arguments[i]), options);
    if (stem.ok()) {
      std::cout << *stem << "\n";
    } else {
      std::cerr << "record: " << stem.status().message() << "\n";
      ++failed;
    }
  }
  return failed == 0 ? 0 : 1;
}
