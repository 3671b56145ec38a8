#include "experiments/report/table_parts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "experiments/record/absent.h"
#include "experiments/report/missing.h"
#include "experiments/report/recipe_summary.h"
#include "experiments/report/titles.h"
#include "lib/stats/mean_and_std.h"

namespace labelrep {
namespace {

// What the table's headings leave open of the runs without a measurement.
std::string Missing(const std::vector<RunOutcome>& seeds) {
  return absl::StrJoin(MissingRuns(seeds, /*by_seed=*/seeds.size() > 1), "; ");
}

// The cell of runs none of which has the measurement.
Cell WithoutValue(const std::vector<RunOutcome>& seeds) {
  if (seeds.empty()) return MarkedCell(Cell::ABSENT, "no such run is part of the profile");
  const std::string missing = Missing(seeds);
  if (missing.empty()) return MarkedCell(Cell::NOT_APPLICABLE);
  const bool failed = std::any_of(seeds.begin(), seeds.end(), [](const RunOutcome& outcome) {
    return !outcome.IsMeasured() && !outcome.IsAbsent();
  });
  return MarkedCell(failed ? Cell::FAILED : Cell::ABSENT, missing);
}

}  // namespace

const Decision kLargestOutput = {"LARGEST_OUTPUT", "largest output", AccuracyByLargestOutput};
const Decision kThreshold = {"THRESHOLD", "threshold", AccuracyByThreshold};
const Decision kNearestLabel = {"NEAREST_LABEL", "NN", AccuracyByNearestLabel};

std::string RunsSubtitle(const ReportSpec& spec, const ReportRuns& runs) {
  const Catalogue& catalogue = spec.catalogue();
  std::vector<std::string> datasets;
  for (const RunOutcome& outcome : runs.outcomes) {
    datasets.push_back(TitleOf(catalogue.datasets(), outcome.spec->dataset()));
  }
  return JoinSentences({absl::StrJoin(InOrder(datasets), ", "),
                        TitleOf(catalogue.profiles(), spec.profile()),
                        SummarizeRecipes(catalogue, runs.outcomes)});
}

Table StartTable(const ReportSpec& spec, const std::string& subtitle,
                 const std::vector<std::string>& row_headings) {
  Table table;
  table.set_name(spec.name());
  table.set_title(spec.title());
  table.set_subtitle(subtitle);
  table.set_profile(spec.profile());
  *table.mutable_row_headings() = {row_headings.begin(), row_headings.end()};
  return table;
}

void NameColumnHeadings(Table& table, const std::vector<std::string>& names) {
  *table.mutable_column_headings() = {names.begin(), names.end()};
}

Column& AddColumn(Table& table, const std::vector<std::string>& headings, const std::string& unit,
                  std::optional<int> decimals) {
  Column& column = *table.add_columns();
  *column.mutable_headings() = {headings.begin(), headings.end()};
  if (!unit.empty()) column.set_unit(unit);
  if (decimals.has_value()) column.set_decimals(*decimals);
  return column;
}

Row& AddRow(Table& table, const std::vector<std::string>& headings,
            const std::vector<Cell>& cells) {
  Row& row = *table.add_rows();
  *row.mutable_headings() = {headings.begin(), headings.end()};
  *row.mutable_cells() = {cells.begin(), cells.end()};
  return row;
}

Cell NumberCell(std::optional<double> value) {
  if (!value.has_value()) return MarkedCell(Cell::NOT_APPLICABLE);
  Cell cell;
  cell.set_value(*value);
  return cell;
}

Cell MarkedCell(Cell::Status status, const std::string& note) {
  Cell cell;
  cell.set_status(status);
  if (!note.empty()) cell.set_note(note);
  return cell;
}

Cell TextCell(const std::string& text) {
  Cell cell;
  cell.set_text(text);
  return cell;
}

Cell FailureCell(const RunFailure& failure, const std::string& note) {
  return MarkedCell(IsAbsent(failure) ? Cell::ABSENT : Cell::FAILED, note);
}

Cell UnmeasuredCell(const RunOutcome& run) {
  return run.IsMeasured() ? MarkedCell(Cell::ABSENT) : WithoutValue({run});
}

Cell UnmeasuredCell(const RunOutcome& run, const RunFailure& failure) {
  if (!run.IsMeasured()) return UnmeasuredCell(run);
  return FailureCell(failure, absl::StrCat(run.spec->name(), ": ", failure.message()));
}

std::map<uint32_t, double> BySeed(const std::vector<RunOutcome>& runs, const RunMeasure& measure) {
  std::map<uint32_t, double> values;
  for (const RunOutcome& outcome : runs) {
    if (!outcome.IsMeasured()) continue;
    const std::optional<double> value = measure(*outcome.result);
    if (value.has_value()) values[outcome.spec->seed()] = *value;
  }
  return values;
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
  if (values.empty()) return WithoutValue(seeds);
  const MeanAndStd mean_and_std = OfSample(values);
  cell.set_value(mean_and_std.mean);
  if (values.size() > 1) {
    cell.set_spread(mean_and_std.std);
    cell.clear_source_sha256();
  }
  if (const std::string missing = Missing(seeds); !missing.empty()) {
    cell.set_note(absl::StrCat(values.size(), " of ", seeds.size(), " seeds; ", missing));
  }
  return cell;
}

Table StartGroupTable(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                      bool with_fraction) {
  Table table;
  for (const char* heading : {"data set", "encoder"}) table.add_row_headings(heading);
  if (with_fraction) table.add_row_headings("training images");
  table.add_row_headings("label");
  for (const SeedGroup& group : groups) {
    const ComparedModels& models = runs.models[group.models];
    Row& row = AddRow(table, {models.dataset_title, models.encoder_title});
    if (with_fraction) row.add_headings(absl::StrCat(group.percent, " %"));
    row.add_headings(runs.kinds[group.kind].title());
  }
  return table;
}

Column& AddSeedColumn(const std::vector<SeedGroup>& groups,
                      const std::vector<std::string>& headings, const std::string& unit,
                      int decimals, const RunMeasure& measure, Table& table) {
  for (size_t i = 0; i < groups.size(); ++i) {
    *table.mutable_rows(static_cast<int>(i))->add_cells() = MakeSeedCell(groups[i].seeds, measure);
  }
  return AddColumn(table, headings, unit, decimals);
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
