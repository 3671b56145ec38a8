#include "lib/report/write_table.h"

#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/csv.h"
#include "lib/report/html.h"
#include "lib/report/json.h"
#include "lib/report/latex.h"
#include "lib/report/markdown.h"
#include "lib/report/table_check.h"
#include "lib/report/write_formats.h"

namespace labelrep {

absl::Status WriteTable(const Table& table, const std::string& prefix) {
  LABELREP_RETURN_IF_ERROR(CheckTable(table));
  LABELREP_ASSIGN_OR_RETURN(const std::string json, TableAsJson(table));
  return WriteFormats(
      {
          {".pb", SerializeDeterministically(table)},
          {".md", TableAsMarkdown(table)},
          {".csv", TableAsCsv(table)},
          {".tex", TableAsLatex(table)},
          {".json", json},
          {".html", TableAsHtml(table)},
      },
      prefix);
}

}  // namespace labelrep
