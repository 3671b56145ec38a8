// Shows the runs of a sweep, while it goes on or afterwards; asks Bazel nothing:
//   bazel-bin/experiments/sweep/sweep --profile=cpu --table=fig4 --watch
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/time/clock.h"
#include "experiments/sweep/sweep.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"
#include "lib/report/markdown.h"

ABSL_FLAG(std::string, profile, "", "smoke, cpu or paper; by default those that have begun");
ABSL_FLAG(std::string, table, "", "only runs of this table or figure");
ABSL_FLAG(std::string, dataset, "", "only runs on this data set");
ABSL_FLAG(std::string, encoder, "", "only runs of this encoder");
ABSL_FLAG(std::string, label, "", "only runs of this label kind");
ABSL_FLAG(std::string, seed, "", "only runs of this seed");
ABSL_FLAG(bool, watch, false, "on a terminal, draw again every --interval_s until interrupted");
ABSL_FLAG(double, interval_s, 2, "seconds between two drawings");
ABSL_FLAG(std::string, folder, "",
          "folder with a folder for each run, named as the run; by default Bazel's");
ABSL_FLAG(std::string, run_list, "",
          "run list (RunList, text) with run files relative to its folder; by default that of all "
          "profiles");

namespace labelrep {
namespace {

absl::StatusOr<SweepFiles> AskedFiles() {
  const std::string run_list = UserPath(absl::GetFlag(FLAGS_run_list));
  const std::string folder = UserPath(absl::GetFlag(FLAGS_folder));
  SweepFiles files;
  if (run_list.empty() || folder.empty()) {
    LABELREP_ASSIGN_OR_RETURN(files, FindSweepFiles("/proc/self/exe"));
  }
  if (!folder.empty()) files.folder = folder;
  if (run_list.empty()) return files;
  files.run_list = run_list;
  files.root = std::filesystem::path(run_list).parent_path().string();
  return files;
}

absl::Status ShowSweep() {
  PlanFilter filter = {.profile = absl::GetFlag(FLAGS_profile),
                       .table = absl::GetFlag(FLAGS_table),
                       .dataset = absl::GetFlag(FLAGS_dataset),
                       .encoder = absl::GetFlag(FLAGS_encoder),
                       .label = absl::GetFlag(FLAGS_label)};
  LABELREP_RETURN_IF_ERROR(SetSeed(absl::GetFlag(FLAGS_seed), filter));
  LABELREP_ASSIGN_OR_RETURN(const SweepFiles files, AskedFiles());
  const bool watch = absl::GetFlag(FLAGS_watch) && isatty(STDOUT_FILENO) != 0;
  do {
    LABELREP_ASSIGN_OR_RETURN(const Table table, DescribeSweep(files, filter));
    // Clears the screen only once the new table is there, so that it does not flicker.
    std::cout << (watch ? "\033[H\033[2J" : "") << TableAsMarkdown(table) << std::flush;
    if (watch) absl::SleepFor(absl::Seconds(absl::GetFlag(FLAGS_interval_s)));
  } while (watch);
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("shows which runs are done, running, failed or missing");
  absl::ParseCommandLine(argc, argv);
  const absl::Status status = labelrep::ShowSweep();
  if (status.ok()) return 0;
  std::cerr << "sweep: " << status.message() << "\n";
  return 1;
}
