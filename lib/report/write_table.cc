#include "lib/report/write_table.h"

#include <utility>
#include <vector>

#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/csv.h"
#include "lib/report/html.h"
#include "lib/report/json.h"
#include "lib/report/latex.h"
#include "lib/report/markdown.h"
#include "lib/report/table_check.h"

namespace labelrep {

absl::Status WriteTable(const Table& table, const std::string& prefix) {
  LABELREP_RETURN_IF_ERROR(CheckTable(table));
  LABELREP_ASSIGN_OR_RETURN(const std::string json, TableAsJson(table));
  const std::vector<std::pair<std::string, std::string>> files = {
      {".pb", SerializeDeterministically(table)},
      {".md", TableAsMarkdown(table)},
      {".csv", TableAsCsv(table)},
      {".tex", TableAsLatex(table)},
      {".json", json},
      {".html", TableAsHtml(table)},
  };
  for (const auto& [suffix, bytes] : files)
    LABELREP_RETURN_IF_ERROR(WriteFileAtomically(prefix + suffix, bytes));
  return absl::OkStatus();
}

}  // namespace labelrep
