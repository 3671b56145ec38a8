// What the programs that make a table or a figure from a spec have in common.
#ifndef EXPERIMENTS_TABLES_SPEC_MAIN_H_
#define EXPERIMENTS_TABLES_SPEC_MAIN_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "experiments/tables/table_spec.pb.h"

namespace labelrep {

// Makes what the spec asks for and writes it as `out_prefix` with .pb and so on.
using WriteOutputs =
    std::function<absl::Status(const TableSpec& spec, const std::string& out_prefix)>;

// Calls `write` with the spec in the file `spec_path` (TableSpec, text), in which relative paths
// have become UserPaths.
absl::Status WriteOutputsOfSpec(const std::string& spec_path, const std::string& out_prefix,
                                const WriteOutputs& write);

// The main function of a program with the flags --spec=FILE and --out=PREFIX that does so. Returns
// the exit status; an error goes to standard error.
int SpecMain(int argc, char** argv, const std::string& purpose, const WriteOutputs& write);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_SPEC_MAIN_H_
