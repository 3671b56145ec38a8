// What the programs that make a table have in common.
#ifndef EXPERIMENTS_TABLES_TABLE_MAIN_H_
#define EXPERIMENTS_TABLES_TABLE_MAIN_H_

#include <functional>

#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/report.pb.h"

namespace labelrep {

// The main function of a program with the flags --spec=FILE (TableSpec, text) and --out=PREFIX:
// writes the table that `make` makes of the spec in every format. Returns the exit status; an error
// goes to standard error and leaves no file.
int TableMain(int argc, char** argv,
              const std::function<absl::StatusOr<Table>(const TableSpec&)>& make);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_TABLE_MAIN_H_
