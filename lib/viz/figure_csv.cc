#include "lib/viz/figure_csv.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/report/csv.h"
#include "lib/report/display_table.h"
#include "lib/viz/picture_facts.h"

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

std::string PicturesAsCsv(const Figure& figure) {
  std::string result =
      CsvLine({"row", "column", "height", "width", "lowest", "mean", "highest", "unit", "caption"});
  for (const Picture& picture : figure.pictures()) {
    const bool has_numbers = !picture.values().empty();
    const PictureNumbers numbers = has_numbers ? NumbersOf(picture) : PictureNumbers();
    const PanelRow& row = figure.rows(picture.row());
    result += CsvLine({row.heading(), HeadingOf(figure, picture), absl::StrCat(picture.height()),
                       absl::StrCat(picture.width()), NumberOrBlank(has_numbers, numbers.lowest),
                       NumberOrBlank(has_numbers, numbers.mean),
                       NumberOrBlank(has_numbers, numbers.highest), row.colors().title(),
                       picture.caption()});
  }
  return result;
}

}  // namespace

std::string FigureAsCsv(const Figure& figure) {
  if (figure.of_pictures()) return PicturesAsCsv(figure);
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
