#include "experiments/sweep/time_left.h"

#include <algorithm>
#include <map>
#include <string>

#include "experiments/plan/workload.h"
#include "lib/base/status_macros.h"
#include "lib/stats/median.h"

namespace labelrep {
namespace {

// Of a whole run, in forward passes of one image; a training step counts as three.
absl::StatusOr<double> Work(const RunToPlan& run) {
  LABELREP_ASSIGN_OR_RETURN(const Workload work, CountWorkload(run.recipe, run.entry.train_images(),
                                                               run.entry.test_images()));
  return 3.0 * static_cast<double>(work.trained_images) +
         static_cast<double>(work.evaluated_images);
}

// Trained images since this process began.
double ImagesOfProcess(const ProgressRecord& progress) {
  return static_cast<double>(progress.images_done() - progress.images_before());
}

double ShareOfEpochs(const SweepRun& run, int32_t epochs) {
  return static_cast<double>(epochs) / run.planned.recipe.epochs();
}

// Of a running one by its own rate.
std::optional<double> OwnSecondsLeft(const RunState& state) {
  if (!state.progress.has_value()) return std::nullopt;
  const ProgressRecord& progress = *state.progress;
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
  if (state.progress.has_value() && state.progress->images_total() > 0) {
    measured.share +=
        ImagesOfProcess(*state.progress) / static_cast<double>(state.progress->images_total());
    measured.seconds += state.progress->elapsed_s();
  }
  return measured;
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

}  // namespace labelrep
