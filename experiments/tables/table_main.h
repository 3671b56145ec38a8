// What the programs that make a table have in common.
#ifndef EXPERIMENTS_TABLES_TABLE_MAIN_H_
#define EXPERIMENTS_TABLES_TABLE_MAIN_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/tables/table_spec.pb.h"
#include "results/report.pb.h"

namespace labelrep {

using MakeTable = std::function<absl::StatusOr<Table>(const TableSpec&)>;

// Writes the table that `make` makes of the spec in the file `spec_path` (TableSpec, text) in every
// format, as `out_prefix` with .pb and so on. Relative paths in the spec are UserPaths. An error
// leaves no file.
absl::Status WriteTableOfSpec(const std::string& spec_path, const std::string& out_prefix,
                              const MakeTable& make);

// The main function of a program with the flags --spec=FILE and --out=PREFIX that does so. Returns
// the exit status; an error goes to standard error.
int TableMain(int argc, char** argv, const MakeTable& make);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_TABLE_MAIN_H_
