#include "experiments/report/accuracy_cell.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/stats/mean_and_std.h"

namespace labelrep {
namespace {

// What the table's headings leave open of the runs without a measurement.
std::vector<std::string> Missing(const std::vector<RunOutcome>& seeds) {
  return seeds.size() == 1 ? MissingRuns(seeds) : MissingSeeds(seeds);
}

// The cell of runs without a measurement.
Cell MarkedCell(const std::vector<RunOutcome>& seeds) {
  const std::vector<std::string> missing = Missing(seeds);
  Cell cell;
  bool failed = false;
  for (const RunOutcome& outcome : seeds)
    failed = failed || !(outcome.IsMeasured() || outcome.IsAbsent());
  if (!missing.empty()) {
    cell.set_status(failed ? Cell::FAILED : Cell::ABSENT);
    cell.set_note(absl::StrJoin(missing, "; "));
  } else if (seeds.empty()) {
    cell.set_status(Cell::ABSENT);
    cell.set_note("no such run is part of the profile");
  } else {
    cell.set_status(Cell::NOT_APPLICABLE);
  }
  return cell;
}

}  // namespace

std::string DecisionTitle(Decision decision) {
  switch (decision) {
    case Decision::kLargestOutput:
      return "largest output";
    case Decision::kThreshold:
      return "threshold";
    case Decision::kNearestLabel:
      return "NN";
  }
  return "";
}

std::optional<int64_t> CorrectDecisions(const TestResult& test, Decision decision) {
  switch (decision) {
    case Decision::kLargestOutput:
      if (test.has_correct_by_largest_output()) return test.correct_by_largest_output();
      break;
    case Decision::kThreshold:
      if (test.has_correct_by_threshold()) return test.correct_by_threshold();
      break;
    case Decision::kNearestLabel:
      if (test.has_correct_by_nearest_label()) return test.correct_by_nearest_label();
      break;
  }
  return std::nullopt;
}

Cell MakeSeedCell(const std::vector<RunOutcome>& seeds, const RunMeasure& measure) {
  std::vector<double> values;
  Cell cell;
  for (const RunOutcome& outcome : seeds) {
    if (!outcome.IsMeasured()) continue;
    if (const std::optional<double> value = measure(*outcome.result)) {
      values.push_back(*value);
      cell.set_source_sha256(outcome.result->recipe_sha256());
    }
  }
  if (values.empty()) return MarkedCell(seeds);
  const MeanAndStd mean_and_std = OfSample(values);
  cell.set_value(mean_and_std.mean);
  if (values.size() > 1) {
    cell.set_spread(mean_and_std.std);
    cell.clear_source_sha256();
  }
  if (const std::vector<std::string> missing = Missing(seeds); !missing.empty()) {
    cell.set_note(absl::StrCat(values.size(), " of ", seeds.size(), " seeds; ",
                               absl::StrJoin(missing, "; ")));
  }
  return cell;
}

Cell MakeAccuracyCell(const std::vector<RunOutcome>& seeds, Decision decision) {
  return MakeSeedCell(seeds, [&](const RunResult& result) -> std::optional<double> {
    const std::optional<int64_t> correct = CorrectDecisions(result.test(), decision);
    if (!correct) return std::nullopt;
    return static_cast<double>(*correct) / static_cast<double>(result.test().images());
  });
}

void AddSpreadNote(Table& table) {
  const auto has_spread = [](const Row& row) {
    return std::any_of(row.cells().begin(), row.cells().end(),
                       [](const Cell& cell) { return cell.has_spread(); });
  };
  if (std::any_of(table.rows().begin(), table.rows().end(), has_spread)) {
    table.add_notes("±: standard deviation over seeds, of a sample (divided by n - 1).");
  }
}

}  // namespace labelrep
