#include "experiments/tables/accuracy_cell.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "experiments/record/recorded_runs.h"
#include "lib/stats/mean_and_std.h"

namespace labelrep {
namespace {

// Where in the training a run failed: "step 812 of epoch 3", or "".
std::string Place(const RunFailure& failure) {
  std::string place;
  if (failure.has_step()) absl::StrAppend(&place, "step ", failure.step());
  if (failure.has_epoch())
    absl::StrAppend(&place, place.empty() ? "" : " of ", "epoch ", failure.epoch());
  return place;
}

// The cell of runs without a measurement.
Cell MarkedCell(const std::vector<RunOutcome>& seeds, const std::vector<std::string>& reasons) {
  Cell cell;
  bool failed = false;
  for (const RunOutcome& outcome : seeds)
    failed = failed || !(outcome.IsMeasured() || outcome.IsAbsent());
  if (!reasons.empty()) {
    cell.set_status(failed ? Cell::FAILED : Cell::ABSENT);
    cell.set_note(absl::StrJoin(reasons, "; "));
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

bool RunOutcome::IsAbsent() const {
  if (IsMeasured()) return false;
  return !result->has_failure() || absl::StartsWith(result->failure().message(), kAbsentPrefix);
}

std::string RunOutcome::Reason() const {
  if (!result->has_failure()) return absl::StrCat(run->name(), ": no result");
  const std::string place = Place(result->failure());
  return absl::StrCat(run->name(), place.empty() ? "" : absl::StrCat(" (", place, ")"), ": ",
                      absl::StripPrefix(result->failure().message(), kAbsentPrefix));
}

absl::Status CheckOutcome(const RunOutcome& outcome) {
  const Recipe& recipe = outcome.result->recipe();
  const TableSpec::Run& run = *outcome.run;
  const auto differs = [&](const char* field, const auto& found, const auto& expected) {
    return absl::FailedPreconditionError(absl::StrCat(run.result(), ": recipe.", field, ": '",
                                                      found, "', expected '", expected,
                                                      "' as the table says of run ", run.name()));
  };
  if (outcome.IsMeasured() && outcome.result->test().images() <= 0) {
    return absl::FailedPreconditionError(
        absl::StrCat(run.result(), ": test.images: ", outcome.result->test().images(),
                     ", expected more than 0"));
  }
  if (!outcome.result->has_recipe()) return absl::OkStatus();
  if (recipe.dataset() != run.dataset()) return differs("dataset", recipe.dataset(), run.dataset());
  if (recipe.encoder() != run.encoder()) return differs("encoder", recipe.encoder(), run.encoder());
  if (recipe.label().kind() != run.label())
    return differs("label.kind", recipe.label().kind(), run.label());
  if (recipe.seed() != run.seed()) return differs("seed", recipe.seed(), run.seed());
  return absl::OkStatus();
}

Cell MakeSeedCell(const std::vector<RunOutcome>& seeds, const RunMeasure& measure) {
  std::vector<double> values;
  std::vector<std::string> reasons;
  Cell cell;
  for (const RunOutcome& outcome : seeds) {
    if (!outcome.IsMeasured()) {
      reasons.push_back(outcome.Reason());
      continue;
    }
    if (const std::optional<double> value = measure(*outcome.result)) {
      values.push_back(*value);
      cell.set_source_sha256(outcome.result->recipe_sha256());
    }
  }
  if (values.empty()) return MarkedCell(seeds, reasons);
  const MeanAndStd mean_and_std = OfSample(values);
  cell.set_value(mean_and_std.mean);
  if (values.size() > 1) {
    cell.set_spread(mean_and_std.std);
    cell.clear_source_sha256();
  }
  if (!reasons.empty()) {
    cell.set_note(absl::StrCat(values.size(), " of ", seeds.size(), " seeds; ",
                               absl::StrJoin(reasons, "; ")));
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

}  // namespace labelrep
