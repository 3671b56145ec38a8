#include "experiments/sweep/describe_sweep.h"

#include <filesystem>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/sweep/run_state.h"
#include "experiments/sweep/running_trainers.h"
#include "experiments/sweep/sweep_table.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

namespace fs = std::filesystem;

std::set<std::string> BegunProfiles(const std::vector<SweepRun>& runs) {
  std::set<std::string> begun;
  for (const SweepRun& run : runs) {
    if (run.state.kind != RunState::kMissing || run.state.epochs_done > 0) {
      begun.insert(run.planned.profile());
    }
  }
  return begun;
}

std::string Title(const PlanFilter& filter, const std::set<std::string>& begun) {
  const std::string profiles =
      filter.profile.empty()
          ? (begun.empty() ? "all profiles, of which none has begun" : absl::StrJoin(begun, ", "))
          : filter.profile;
  return absl::StrCat("Runs of ", filter.table.empty() ? "all tables and figures" : filter.table,
                      ": ", profiles);
}

}  // namespace

absl::StatusOr<SweepFiles> FindSweepFiles(const std::string& link) {
  std::error_code error;
  const fs::path program = fs::read_symlink(link, error);
  SweepFiles files;
  files.run_list =
      absl::StrCat(program.string(), ".runfiles/labelrep/experiments/runs/run_list.textproto");
  // The program is bazel-bin/experiments/sweep/sweep.
  files.folder = (program.parent_path().parent_path() / "runs").string();
  if (error || !PathExists(files.run_list)) {
    return absl::NotFoundError(absl::StrCat(
        files.run_list, ": not there; build this program with ./bazelw build //experiments:sweep"));
  }
  return files;
}

absl::StatusOr<Table> DescribeSweep(const SweepFiles& files, const PlanFilter& filter) {
  LABELREP_ASSIGN_OR_RETURN(std::vector<PlannedRun> planned, ReadRuns(files.run_list, filter));
  const std::vector<RunningTrainer> trainers = FindRunningTrainers(files.proc);
  std::vector<SweepRun> runs;
  for (PlannedRun& run : planned) {
    const std::string folder = absl::StrCat(files.folder, "/", run.name());
    RunState state = FindRunState(run, folder, trainers);
    AddRecorded(run, files.measured, state);
    runs.push_back({std::move(run), std::move(state)});
  }
  std::set<std::string> begun;
  if (filter.profile.empty()) {
    begun = BegunProfiles(runs);
    std::erase_if(runs, [&](const SweepRun& run) {
      return !begun.empty() && !begun.contains(run.planned.profile());
    });
  }
  LABELREP_ASSIGN_OR_RETURN(Table table, SweepTable(runs, Title(filter, begun)));
  table.add_notes(
      "Results that Bazel has only in its cache are missing here until a build uses them.");
  return table;
}

}  // namespace labelrep
