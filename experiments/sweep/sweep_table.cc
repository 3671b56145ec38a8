#include "experiments/sweep/sweep_table.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "experiments/plan/durations.h"
#include "experiments/plan/work.h"
#include "lib/base/status_macros.h"
#include "lib/stats/median.h"

namespace labelrep {
namespace {

// Of a whole run, in forward passes of one image; a training step counts as three.
absl::StatusOr<double> Work(const PlannedRun& run) {
  LABELREP_ASSIGN_OR_RETURN(const TrainingWork work, CountTrainingWork(run));
  return 3.0 * static_cast<double>(work.trained_images) +
         static_cast<double>(work.evaluated_images);
}

// Trained images since this process began.
double ImagesOfProcess(const ProgressRecord& progress) {
  return static_cast<double>(progress.images_done() - progress.images_before());
}

double ShareOfEpochs(const SweepRun& run, int32_t epochs) {
  return static_cast<double>(epochs) / run.planned.recipe().epochs();
}

// Of a running one by its own rate.
std::optional<double> OwnSecondsLeft(const RunState& state) {
  const ProgressRecord& progress = state.progress;
  const double done = ImagesOfProcess(progress);
  if (done <= 0) return std::nullopt;
  const int64_t left = std::max<int64_t>(progress.images_total() - progress.images_done(), 0);
  return progress.elapsed_s() / done * static_cast<double>(left);
}

bool IsOver(const RunState& state) {
  return state.kind == RunState::kDone || state.kind == RunState::kFailed;
}

// A share of a run, and the seconds that it took. What is done but not timed is left out.
struct Measured {
  double share = 0;
  double seconds = 0;
};

Measured MeasuredOf(const SweepRun& run) {
  const RunState& state = run.state;
  Measured measured = {ShareOfEpochs(run, state.epochs_timed), state.spent_s};
  const ProgressRecord& progress = state.progress;
  if (progress.images_total() > 0) {
    measured.share += ImagesOfProcess(progress) / static_cast<double>(progress.images_total());
    measured.seconds += progress.elapsed_s();
  }
  return measured;
}

// By RunState::Kind.
constexpr const char* kStateNames[] = {"done", "failed", "running", "missing"};

double SpentSeconds(const RunState& state) { return state.spent_s + state.progress.elapsed_s(); }

// "35/200", "35.2/200" while it runs.
std::string Epochs(const SweepRun& run) {
  const int32_t epochs = run.planned.recipe().epochs();
  const ProgressRecord& progress = run.state.progress;
  if (progress.images_total() <= 0) return absl::StrCat(run.state.epochs_done, "/", epochs);
  const double done = static_cast<double>(progress.images_done()) /
                      static_cast<double>(progress.images_total()) * epochs;
  return absl::StrFormat("%.1f/%d", std::floor(10 * done) / 10, epochs);
}

// What is worth saying of a run in words.
std::string Remark(const RunState& state) {
  if (state.kind != RunState::kRunning) return state.note;
  std::vector<std::string> parts;
  if (!state.segment.empty()) parts.push_back(absl::StrCat("segment ", state.segment));
  const ProgressRecord& progress = state.progress;
  if (progress.has_loss()) parts.push_back(absl::StrFormat("loss %.3f", progress.loss()));
  if (progress.validation_accuracy() > 0) {
    parts.push_back(
        absl::StrFormat("validation accuracy %.1f %%", 100 * progress.validation_accuracy()));
  }
  return absl::StrJoin(parts, ", ");
}

std::string Duration(double seconds) { return seconds > 0 ? FormatDuration(seconds) : ""; }

void AddRow(const SweepRun& run, const std::optional<double>& left_s, Table& table) {
  Row& row = *table.add_rows();
  row.add_headings(run.planned.name());
  const bool is_over = left_s.has_value() && *left_s <= 0;
  for (const std::string& text :
       {std::string(kStateNames[run.state.kind]), Epochs(run), Duration(SpentSeconds(run.state)),
        left_s.has_value() ? (is_over ? "" : FormatDuration(*left_s)) : std::string("?"),
        Remark(run.state)}) {
    row.add_cells()->set_text(text.empty() ? " " : text);
  }
}

std::string Runs(size_t count) { return absl::StrCat(count, count == 1 ? " run" : " runs"); }

std::string CountNote(const std::vector<SweepRun>& runs) {
  std::map<RunState::Kind, int> counts;
  for (const SweepRun& run : runs) ++counts[run.state.kind];
  return absl::StrFormat("%s: %d done, %d failed, %d running, %d missing.", Runs(runs.size()),
                         counts[RunState::kDone], counts[RunState::kFailed],
                         counts[RunState::kRunning], counts[RunState::kMissing]);
}

std::string SpentNote(const std::vector<SweepRun>& runs) {
  double spent_s = 0;
  int untimed = 0;
  for (const SweepRun& run : runs) {
    spent_s += SpentSeconds(run.state);
    untimed += run.state.epochs_timed < run.state.epochs_done;
  }
  std::string note = absl::StrCat("Spent: ", FormatDuration(spent_s), " of training");
  if (untimed > 0) {
    absl::StrAppend(&note, "; ", Runs(untimed), untimed == 1 ? " has" : " have",
                    " epochs whose times are not there");
  }
  return absl::StrCat(note, ".");
}

// `lefts`: those of the running runs first, as they hold their places.
std::string LeftNote(const std::vector<double>& lefts, int running, int unknown) {
  if (lefts.empty() && unknown == 0) return "";
  if (lefts.empty()) return " Left: ?, as no run like those left has times.";
  const int jobs = std::max(running, 1);
  std::string note =
      absl::StrCat(" Left: ", unknown > 0 ? "more than " : "about ",
                   FormatDuration(TotalSeconds(lefts, jobs)), " with ", jobs, " at a time");
  if (unknown > 0) {
    absl::StrAppend(&note, "; ", Runs(unknown), unknown == 1 ? " is" : " are",
                    " not in it, as no run like ", unknown == 1 ? "it" : "them", " has times");
  }
  return absl::StrCat(note, ".");
}

}  // namespace

absl::StatusOr<std::vector<std::optional<double>>> SecondsLeft(const std::vector<SweepRun>& runs) {
  std::map<std::string, std::vector<double>> rates;  // seconds for a unit of work
  std::vector<double> work;
  for (const SweepRun& run : runs) {
    LABELREP_ASSIGN_OR_RETURN(work.emplace_back(), Work(run.planned));
    const Measured measured = MeasuredOf(run);
    if (measured.share > 0 && measured.seconds > 0) {
      rates[CostKey(run.planned)].push_back(measured.seconds / (measured.share * work.back()));
    }
  }
  std::vector<std::optional<double>> left;
  for (size_t i = 0; i < runs.size(); ++i) {
    std::optional<double>& seconds = left.emplace_back(OwnSecondsLeft(runs[i].state));
    if (IsOver(runs[i].state)) {
      seconds = 0;
    } else if (const auto rate = rates.find(CostKey(runs[i].planned));
               !seconds.has_value() && rate != rates.end()) {
      seconds = UpperMedian(rate->second) * work[i] *
                std::max(1 - ShareOfEpochs(runs[i], runs[i].state.epochs_done), 0.0);
    }
  }
  return left;
}

absl::StatusOr<Table> SweepTable(const std::vector<SweepRun>& runs, const std::string& title) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<std::optional<double>> left, SecondsLeft(runs));
  Table table;
  table.set_name("sweep");
  table.set_title(title);
  table.add_row_headings("run");
  for (const char* heading : {"state", "epochs", "spent", "left", "remark"}) {
    table.add_columns()->add_headings(heading);
  }
  std::vector<double> running_s;
  std::vector<double> missing_s;
  int running = 0;
  int unknown = 0;
  for (size_t i = 0; i < runs.size(); ++i) {
    AddRow(runs[i], left[i], table);
    const bool is_running = runs[i].state.kind == RunState::kRunning;
    running += is_running;
    if (!left[i].has_value()) {
      ++unknown;
    } else if (*left[i] > 0) {
      (is_running ? running_s : missing_s).push_back(*left[i]);
    }
  }
  running_s.insert(running_s.end(), missing_s.begin(), missing_s.end());
  table.add_notes(CountNote(runs));
  table.add_notes(absl::StrCat(SpentNote(runs), LeftNote(running_s, running, unknown)));
  return table;
}

}  // namespace labelrep
