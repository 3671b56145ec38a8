#include "experiments/robustness/table_parts.h"

#include "experiments/report/figure_runs.h"
#include "experiments/report/titles.h"

namespace labelrep {

void SetTableHeadings(const ReportSpec& spec, const std::vector<AttackedRun>& runs, Table& table) {
  table.set_name(spec.name());
  table.set_title(spec.title());
  table.set_subtitle(RunsSubtitle(spec, OutcomesOf(runs)));
  table.set_profile(spec.profile());
  table.add_row_headings("data, encoder");
}

void AddShareColumn(const std::vector<std::string>& headings, Table& table) {
  Column& column = *table.add_columns();
  for (const std::string& heading : headings) column.add_headings(heading);
  column.set_unit("%");
  column.set_decimals(1);
}

void AddKindColumns(const Catalogue& catalogue, const std::string& heading,
                    const std::vector<std::string>& kinds, Table& table) {
  for (const std::string& kind : kinds) {
    AddShareColumn({heading, LabelTitle(catalogue, kind)}, table);
  }
}

Cell ShareCell(double share) {
  Cell cell;
  cell.set_value(share);
  return cell;
}

Cell MarkedCell(Cell::Status status, const std::string& note) {
  Cell cell;
  cell.set_status(status);
  if (!note.empty()) cell.set_note(note);
  return cell;
}

Cell UnmeasuredCell(const AttackedRun& run) {
  if (run.outcome.IsMeasured()) return MarkedCell(Cell::ABSENT);
  return MarkedCell(run.outcome.IsAbsent() ? Cell::ABSENT : Cell::FAILED, run.outcome.Reason());
}

}  // namespace labelrep
