// What the tables of robustness share: headings and cells.
#ifndef EXPERIMENTS_ROBUSTNESS_TABLE_PARTS_H_
#define EXPERIMENTS_ROBUSTNESS_TABLE_PARTS_H_

#include <string>
#include <vector>

#include "experiments/report/attacked_runs.h"
#include "experiments/report/report_spec.pb.h"
#include "results/report.pb.h"

namespace labelrep {

// Sets name, title, profile and what the runs are trained on; starts the row headings with
// "data, encoder".
void SetTableHeadings(const ReportSpec& spec, const std::vector<AttackedRun>& runs, Table& table);

// A column of shares in percent, with one decimal.
void AddShareColumn(const std::vector<std::string>& headings, Table& table);

// The same for each label kind, all under `heading`.
void AddKindColumns(const Catalogue& catalogue, const std::string& heading,
                    const std::vector<std::string>& kinds, Table& table);

Cell ShareCell(double share);
Cell MarkedCell(Cell::Status status, const std::string& note = "");

// Of a run that an attack says nothing about: failed or absent with the reason where the run itself
// is, else absent.
Cell UnmeasuredCell(const AttackedRun& run);

}  // namespace labelrep

#endif  // EXPERIMENTS_ROBUSTNESS_TABLE_PARTS_H_
