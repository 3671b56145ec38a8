// Parts of tables: headings, columns, cells of runs over seeds, notes.
#ifndef EXPERIMENTS_REPORT_TABLE_PARTS_H_
#define EXPERIMENTS_REPORT_TABLE_PARTS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "experiments/report/runs.h"
#include "results/report.pb.h"
#include "results/run.pb.h"
#include "results/run_accuracy.h"

namespace labelrep {

// What a table or figure says of all its runs: data sets, profile and recipes.
std::string RunsSubtitle(const ReportSpec& spec, const ReportRuns& runs);

// The spec's name, title and profile; `row_headings` say what the headings of its rows are.
Table StartTable(const ReportSpec& spec, const std::string& subtitle,
                 const std::vector<std::string>& row_headings);

// Says what the levels of the columns' headings are, for files that name their fields.
void NameColumnHeadings(Table& table, const std::vector<std::string>& names);

// `headings` from the outermost in. Two decimals where nothing else is said.
Column& AddColumn(Table& table, const std::vector<std::string>& headings,
                  const std::string& unit = "", std::optional<int> decimals = std::nullopt);

Row& AddRow(Table& table, const std::vector<std::string>& headings,
            const std::vector<Cell>& cells = {});

// Not applicable for none.
Cell NumberCell(std::optional<double> value);

Cell MarkedCell(Cell::Status status, const std::string& note = "");

Cell TextCell(const std::string& text);

// Absent or failed, with the note, as the failure says.
Cell FailureCell(const RunFailure& failure, const std::string& note);

// Of a run that a measurement of its model says nothing about: failed or absent with the reason
// where the run itself is, else absent.
Cell UnmeasuredCell(const RunOutcome& run);

// The same of a run whose measurement has a failure, which is named where the run has none.
Cell UnmeasuredCell(const RunOutcome& run, const RunFailure& failure);

// What a cell or a point shows of a measured run; none where it does not apply.
using RunMeasure = std::function<std::optional<double>(const RunResult&)>;

// A rule by which a model's output is a class.
struct Decision {
  const char* name;   // in the catalogue
  const char* title;  // "largest output", "threshold", "NN"
  // Share of test images decided correctly; none where the rule does not apply to the run's labels.
  std::optional<double> (*accuracy)(const RunResult& result);
};
extern const Decision kLargestOutput;
extern const Decision kThreshold;
extern const Decision kNearestLabel;

// The measure of those of the runs that have it, by seed.
std::map<uint32_t, double> BySeed(const std::vector<RunOutcome>& runs, const RunMeasure& measure);

// For runs that differ in nothing but the seed: the measure, over several seeds the mean and the
// (sample) standard deviation. Marked where there is none, with the run or of several the seeds
// named; where some seeds are missing they are named beside the mean of the others.
Cell MakeSeedCell(const std::vector<RunOutcome>& seeds, const RunMeasure& measure);

// A table with a row for each group, headed by data set, encoder, training fraction (where asked
// for) and label kind; without columns yet.
Table StartGroupTable(const ReportRuns& runs, const std::vector<SeedGroup>& groups,
                      bool with_fraction);

// Adds a column with a MakeSeedCell() for each group.
Column& AddSeedColumn(const std::vector<SeedGroup>& groups,
                      const std::vector<std::string>& headings, const std::string& unit,
                      int decimals, const RunMeasure& measure, Table& table);

// A note that says what the spread over seeds is, where a cell has one.
void AddSpreadNote(Table& table);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_TABLE_PARTS_H_
