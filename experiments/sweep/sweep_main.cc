// Shows the runs of a sweep, while it goes on or afterwards; asks Bazel nothing:
//   bazel-bin/experiments/sweep/sweep --profile=cpu --table=fig4 --watch
#include <unistd.h>

#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "experiments/plan/filter_flags.h"
#include "experiments/sweep/describe_sweep.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/status_macros.h"
#include "lib/report/markdown.h"

ABSL_FLAG(bool, watch, false, "on a terminal, draw again every --interval_s until interrupted");
ABSL_FLAG(double, interval_s, 2, "seconds between two drawings, at least 0.1");
ABSL_FLAG(std::string, folder, "",
          "folder with a folder for each run, named as the run; by default Bazel's");
ABSL_FLAG(std::string, run_list, "", "run list (RunList, text); by default that of all profiles");
ABSL_FLAG(std::string, measured, "",
          "folder of recorded runs, for the times of recalled ones; tools/sweep.sh gives the "
          "checkout's results/measured");

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
  files.measured = UserPath(absl::GetFlag(FLAGS_measured));
  if (!run_list.empty()) files.run_list = run_list;
  return files;
}

absl::Status ShowSweep() {
  const double interval_s = absl::GetFlag(FLAGS_interval_s);
  // Reading without pause would take the processor from the trainings.
  if (!(interval_s >= 0.1)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--interval_s: ", interval_s, ", expected at least 0.1"));
  }
  const PlanFilter filter = FilterFromFlags();
  LABELREP_ASSIGN_OR_RETURN(const SweepFiles files, AskedFiles());
  const bool watch = absl::GetFlag(FLAGS_watch) && isatty(STDOUT_FILENO) != 0;
  do {
    LABELREP_ASSIGN_OR_RETURN(const Table table, DescribeSweep(files, filter));
    // Clears the screen only once the new table is there, so that it does not flicker.
    std::cout << (watch ? "\033[H\033[2J" : "") << TableAsMarkdown(table) << std::flush;
    if (watch) absl::SleepFor(absl::Seconds(interval_s));
  } while (watch);
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram(
      "sweep",
      "shows which runs are done, running, failed or missing; without --profile, those of the "
      "profiles that have begun. It knows the recipes of the flags that it was built with: build "
      "//experiments:sweep with the same as the sweep. A --table that is not there lists those "
      "that are",
      argc, argv, labelrep::ShowSweep);
}
