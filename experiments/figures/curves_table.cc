#include "experiments/figures/curves_table.h"

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"

namespace labelrep {
namespace {

// A column of the table and what it shows of a run with epochs.
struct Measured {
  std::vector<std::string> headings;
  std::string unit;
  int decimals;
  std::function<double(const RunResult&)> value;
};

const EpochResult& BestEpoch(const RunResult& result) {
  for (const EpochResult& epoch : result.epochs()) {
    if (epoch.epoch() == result.best_epoch()) return epoch;
  }
  return result.epochs(result.epochs_size() - 1);
}

double FirstLoss(const RunResult& result) { return result.epochs(0).train_loss(); }

double LastLoss(const RunResult& result) {
  return result.epochs(result.epochs_size() - 1).train_loss();
}

std::vector<Measured> Columns() {
  return {
      {{"training loss", "first epoch"}, "", 3, FirstLoss},
      {{"training loss", "last epoch"}, "", 3, LastLoss},
      {{"training loss", "last / first"},
       "%",
       1,
       [](const RunResult& result) { return LastLoss(result) / FirstLoss(result); }},
      {{"validation accuracy", "best"},
       "%",
       2,
       [](const RunResult& result) { return BestEpoch(result).validation_accuracy(); }},
      {{"validation accuracy", "at epoch"},
       "",
       0,
       [](const RunResult& result) { return static_cast<double>(result.best_epoch()); }},
  };
}

}  // namespace

Table MakeCurvesTable(const std::vector<FractionGroup>& groups) {
  Table table;
  const bool several = HasSeveralFractions(groups);
  table.add_row_headings("data set");
  table.add_row_headings("encoder");
  if (several) table.add_row_headings("training images");
  table.add_row_headings("label");
  const std::vector<Measured> columns = Columns();
  for (const Measured& measured : columns) {
    Column& column = *table.add_columns();
    for (const std::string& heading : measured.headings) column.add_headings(heading);
    if (!measured.unit.empty()) column.set_unit(measured.unit);
    column.set_decimals(measured.decimals);
  }
  for (const FractionGroup& group : groups) {
    Row& row = *table.add_rows();
    row.add_headings(group.models.dataset_title);
    row.add_headings(group.models.encoder_title);
    if (several) row.add_headings(absl::StrCat(group.percent, " %"));
    row.add_headings(group.kind_title);
    for (const Measured& measured : columns) {
      *row.add_cells() = MakeSeedCell(group.seeds, measured.value);
    }
  }
  AddSpreadNote(table);
  return table;
}

}  // namespace labelrep
