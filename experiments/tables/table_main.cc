#include "experiments/tables/table_main.h"

#include <string>

#include "experiments/tables/spec_main.h"
#include "lib/base/status_macros.h"
#include "lib/report/write_table.h"

namespace labelrep {
namespace {

WriteOutputs Writer(const MakeTable& make) {
  return [make](const TableSpec& spec, const std::string& out_prefix) -> absl::Status {
    LABELREP_ASSIGN_OR_RETURN(const Table table, make(spec));
    return WriteTable(table, out_prefix);
  };
}

}  // namespace

absl::Status WriteTableOfSpec(const std::string& spec_path, const std::string& out_prefix,
                              const MakeTable& make) {
  return WriteOutputsOfSpec(spec_path, out_prefix, Writer(make));
}

int TableMain(int argc, char** argv, const MakeTable& make) {
  return SpecMain(argc, argv, "Makes a table in every format", Writer(make));
}

}  // namespace labelrep
