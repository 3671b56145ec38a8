#include "results/check/compare.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/report/display_table.h"
#include "results/check/compare_fields.h"

namespace labelrep {
namespace {

// Beyond the tolerance by less than this is the rounding of the subtraction.
constexpr double kSlack = 1e-12;

constexpr char kShare[] = "%";
// Of a difference of shares, times 100.
constexpr char kPoints[] = "points";

bool IsWithin(double golden, double actual, const std::string& unit,
              const CheckTolerance& tolerance) {
  if (golden == actual || (std::isnan(golden) && std::isnan(actual))) return true;
  double allowed = tolerance.relative * std::max(std::abs(golden), std::abs(actual));
  if (unit == kShare) allowed = tolerance.accuracy_points / 100;
  // Both accuracies may move by the tolerance.
  if (unit == kPoints) allowed = 2 * tolerance.accuracy_points;
  return allowed > 0 && std::abs(golden - actual) <= allowed + kSlack;
}

std::string Move(double golden, double actual, const std::string& unit) {
  std::string text = absl::StrCat(ExactNumber(golden), " -> ", ExactNumber(actual));
  if (unit == kShare)
    absl::StrAppend(&text, absl::StrFormat(" (%+.2f points)", 100 * (actual - golden)));
  return text;
}

// What a cell says where it is no number.
std::string Words(const Cell& cell) {
  if (cell.status() != Cell::OK) return Cell::Status_Name(cell.status());
  return cell.has_value() ? ExactNumber(cell.value()) : absl::StrCat("'", cell.text(), "'");
}

bool IsNumber(const Cell& cell) { return cell.status() == Cell::OK && cell.has_value(); }

void CompareCells(const Cell& golden, const Cell& actual, const std::string& unit,
                  const CheckTolerance& tolerance, const std::string& place,
                  std::vector<std::string>& differences) {
  if (!IsNumber(golden) || !IsNumber(actual)) {
    if (Words(golden) == Words(actual)) return;
    std::string line = absl::StrCat(place, ": ", Words(golden), " -> ", Words(actual));
    if (actual.status() == Cell::FAILED) absl::StrAppend(&line, " (", actual.note(), ")");
    differences.push_back(line);
    return;
  }
  const auto compare = [&](const char* part, auto has, auto value) {
    if ((golden.*has)() != (actual.*has)()) {
      differences.push_back(
          absl::StrCat(place, ": ", part, (golden.*has)() ? "is gone" : "is new"));
    } else if (!IsWithin((golden.*value)(), (actual.*value)(), unit, tolerance)) {
      differences.push_back(
          absl::StrCat(place, ": ", part, Move((golden.*value)(), (actual.*value)(), unit)));
    }
  };
  compare("", &Cell::has_value, &Cell::value);
  compare("spread ", &Cell::has_spread, &Cell::spread);
  compare("lo ", &Cell::has_lo, &Cell::lo);
  compare("hi ", &Cell::has_hi, &Cell::hi);
}

// Index of each row or column by its headings; a repetition has its number behind it.
template <typename Items>
std::map<std::string, int> IndexByHeadings(const Items& items) {
  std::map<std::string, int> index;
  for (int i = 0; i < items.size(); ++i) {
    const std::string name = absl::StrJoin(items[i].headings(), " ");
    std::string key = name;
    for (int repetition = 2; !index.insert({key, i}).second; ++repetition) {
      key = absl::StrCat(name, " #", repetition);
    }
  }
  return index;
}

// Reports what only one side has (new things where `allow_new` is false); returns what both have,
// as pairs of indices by name.
std::map<std::string, std::pair<int, int>> Match(const std::string& what,
                                                 const std::map<std::string, int>& golden,
                                                 const std::map<std::string, int>& actual,
                                                 bool allow_new,
                                                 std::vector<std::string>& differences) {
  std::map<std::string, std::pair<int, int>> both;
  for (const auto& [name, index] : golden) {
    const auto found = actual.find(name);
    if (found == actual.end()) {
      differences.push_back(absl::StrCat(what, " '", name, "' is gone"));
    } else {
      both[name] = {index, found->second};
    }
  }
  for (const auto& [name, index] : actual) {
    if (!allow_new && golden.count(name) == 0)
      differences.push_back(absl::StrCat(what, " '", name, "' is new"));
  }
  return both;
}

// Correct decisions by each rule, by the field's name; none where the rule does not apply.
std::map<std::string, int64_t> CorrectByRule(const TestResult& test) {
  std::map<std::string, int64_t> correct;
  if (test.has_correct_by_largest_output()) {
    correct["correct_by_largest_output"] = test.correct_by_largest_output();
  }
  if (test.has_correct_by_nearest_label()) {
    correct["correct_by_nearest_label"] = test.correct_by_nearest_label();
  }
  if (test.has_correct_by_threshold())
    correct["correct_by_threshold"] = test.correct_by_threshold();
  return correct;
}

void CompareAccuracies(const TestResult& golden, const TestResult& actual,
                       const CheckTolerance& tolerance, std::vector<std::string>& differences) {
  std::map<std::string, int64_t> golden_correct = CorrectByRule(golden);
  std::map<std::string, int64_t> actual_correct = CorrectByRule(actual);
  for (const auto& [rule, correct] : actual_correct) {
    if (golden_correct.count(rule) == 0)
      differences.push_back(absl::StrCat("test.", rule, " is new"));
  }
  for (const auto& [rule, correct] : golden_correct) {
    if (actual_correct.count(rule) == 0) {
      differences.push_back(absl::StrCat("test.", rule, " is gone"));
      continue;
    }
    const double from = static_cast<double>(correct) / static_cast<double>(golden.images());
    const double to =
        static_cast<double>(actual_correct[rule]) / static_cast<double>(actual.images());
    if (!IsWithin(from, to, kShare, tolerance)) {
      differences.push_back(absl::StrCat("test.", rule, " / images: ", Move(from, to, kShare)));
    }
  }
}

// Leaves only what does not depend on where the training ran.
void ClearTraining(RunResult& result) {
  result.clear_epochs();
  result.clear_best_epoch();
  result.clear_weights_sha256();
  if (!result.has_test()) return;
  result.mutable_test()->clear_loss();
  result.mutable_test()->clear_correct_by_largest_output();
  result.mutable_test()->clear_correct_by_nearest_label();
  result.mutable_test()->clear_correct_by_threshold();
}

}  // namespace

std::vector<std::string> CompareTables(const Table& golden, const Table& actual,
                                       const CheckTolerance& tolerance) {
  std::vector<std::string> differences;
  const auto columns = Match("column", IndexByHeadings(golden.columns()),
                             IndexByHeadings(actual.columns()), tolerance.allow_new, differences);
  const auto rows = Match("row", IndexByHeadings(golden.rows()), IndexByHeadings(actual.rows()),
                          tolerance.allow_new, differences);
  for (const auto& [column, indices] : columns) {
    const std::string& from = golden.columns(indices.first).unit();
    const std::string& to = actual.columns(indices.second).unit();
    if (from != to)
      differences.push_back(absl::StrCat("column '", column, "': unit '", from, "' -> '", to, "'"));
  }
  for (const auto& [row, row_indices] : rows) {
    for (const auto& [column, column_indices] : columns) {
      CompareCells(golden.rows(row_indices.first).cells(column_indices.first),
                   actual.rows(row_indices.second).cells(column_indices.second),
                   golden.columns(column_indices.first).unit(), tolerance,
                   absl::StrCat("row '", row, "', column '", column, "'"), differences);
    }
  }
  return differences;
}

std::vector<std::string> CompareResults(const RunResult& golden, const RunResult& actual,
                                        const CheckTolerance& tolerance) {
  if (tolerance.accuracy_points == 0) return CompareFields(golden, actual);
  RunResult golden_rest = golden;
  RunResult actual_rest = actual;
  ClearTraining(golden_rest);
  ClearTraining(actual_rest);
  std::vector<std::string> differences = CompareFields(golden_rest, actual_rest);
  CompareAccuracies(golden.test(), actual.test(), tolerance, differences);
  return differences;
}

}  // namespace labelrep
