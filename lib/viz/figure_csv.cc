#include "lib/viz/figure_csv.h"

#include <vector>

#include "lib/report/csv.h"
#include "lib/report/display_table.h"

namespace labelrep {
namespace {

std::string NumberOrBlank(bool present, double value) { return present ? ExactNumber(value) : ""; }

std::string PointLines(const std::vector<std::string>& line_fields, const Point& point) {
  const std::string x = ExactNumber(point.x());
  const auto line = [&](const std::vector<std::string>& fields) {
    std::vector<std::string> all = line_fields;
    all.insert(all.end(), fields.begin(), fields.end());
    return CsvLine(all);
  };
  std::string lines = line({x, ExactNumber(point.y()), NumberOrBlank(point.has_lo(), point.lo()),
                            NumberOrBlank(point.has_hi(), point.hi()), ""});
  for (const SingleRun& run : point.runs()) {
    lines += line({x, ExactNumber(run.y()), "", "", run.run()});
  }
  return lines;
}

}  // namespace

std::string FigureAsCsv(const Figure& figure) {
  std::string result = CsvLine({"row", "column", "y_axis", "series", "x", "y", "lo", "hi", "run"});
  for (const Line& line : figure.lines()) {
    const PanelRow& row = figure.rows(line.row());
    for (const Point& point : line.points()) {
      result += PointLines({row.heading(), figure.columns(line.column()), row.y().title(),
                            figure.series(line.series()).name()},
                           point);
    }
  }
  return result;
}

}  // namespace labelrep
