#include "lib/viz/write_figure.h"

#include "absl/strings/str_cat.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/json.h"
#include "lib/report/markdown.h"
#include "lib/report/table_check.h"
#include "lib/report/write_formats.h"
#include "lib/viz/figure_check.h"
#include "lib/viz/figure_csv.h"
#include "lib/viz/figure_table.h"
#include "lib/viz/vega_lite.h"

namespace labelrep {

absl::Status WriteFigure(const Figure& figure, const std::string& prefix) {
  LABELREP_RETURN_IF_ERROR(CheckFigure(figure));
  const Table table = FigureTable(figure);
  LABELREP_RETURN_IF_ERROR(CheckTable(table));
  LABELREP_ASSIGN_OR_RETURN(const std::string json,
                            MessageAsJson(figure, absl::StrCat("figure '", figure.name(), "'")));
  LABELREP_ASSIGN_OR_RETURN(const std::string vega_lite, FigureAsVegaLite(figure));
  return WriteFormats(
      {
          {".pb", SerializeDeterministically(figure)},
          {".csv", FigureAsCsv(figure)},
          {".json", json},
          {".md", TableAsMarkdown(table)},
          {".vl.json", vega_lite},
      },
      prefix);
}

}  // namespace labelrep
