#include "lib/viz/figure_check.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <tuple>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/viz/figure_problem.h"
#include "lib/viz/picture_check.h"

namespace labelrep {
namespace {

absl::Status CheckAxis(const FigureProblems& problems, const std::string& place, const Axis& axis) {
  if (axis.title().empty()) return problems.At(place + ".title", "empty");
  for (double bound : {axis.min(), axis.max()}) {
    if (!std::isfinite(bound)) return problems.At(place, "min or max ", bound, ", expected finite");
  }
  if (axis.has_min() && axis.has_max() && axis.min() >= axis.max()) {
    return problems.At(place, "min ", axis.min(), ", expected below max ", axis.max());
  }
  if (axis.log() && axis.has_min() && axis.min() <= 0) {
    return problems.At(place, "min ", axis.min(), ", expected above 0 on a logarithmic axis");
  }
  for (int i = 0; i < axis.ticks_size(); ++i) {
    const double tick = axis.ticks(i);
    const std::string at = absl::StrCat(place, ".ticks[", i, "]");
    if (!std::isfinite(tick)) return problems.At(at, tick, ", expected a finite number");
    if (i > 0 && tick <= axis.ticks(i - 1)) {
      return problems.At(at, tick, ", expected more than the one before it, ", axis.ticks(i - 1));
    }
    if (axis.log() && tick <= 0) return problems.At(at, tick, ", expected above 0");
  }
  return absl::OkStatus();
}

absl::Status CheckBySeries(const FigureProblems& problems, const Figure& figure) {
  const Axis& x = figure.x();
  if (std::any_of(figure.rows().begin(), figure.rows().end(),
                  [](const PanelRow& row) { return row.y().by_series(); })) {
    return problems.At("rows", "a y axis by series, expected none but the x axis");
  }
  if (!x.by_series()) return absl::OkStatus();
  if (x.log() || x.has_min() || x.has_max() || !x.ticks().empty()) {
    return problems.At("x", "log, min, max or ticks of an axis by series, expected none");
  }
  if (!figure.has_table()) return problems.At("table", "none, expected one beside x by series");
  for (int i = 0; i < figure.lines_size(); ++i) {
    for (const Point& point : figure.lines(i).points()) {
      if (point.x() == figure.lines(i).series()) continue;
      return problems.At(absl::StrCat("lines[", i, "]"), "x ", point.x(), ", expected its series, ",
                         figure.lines(i).series());
    }
  }
  return absl::OkStatus();
}

bool IsColor(const std::string& color) {
  return color.size() == 7 && color[0] == '#' &&
         std::all_of(color.begin() + 1, color.end(), absl::ascii_isxdigit);
}

absl::Status CheckSeries(const FigureProblems& problems, const Figure& figure) {
  std::set<std::string> names;
  for (int i = 0; i < figure.series_size(); ++i) {
    const Series& series = figure.series(i);
    const std::string place = absl::StrCat("series[", i, "]");
    if (series.name().empty()) return problems.At(place + ".name", "empty");
    if (!names.insert(series.name()).second) {
      return problems.At(place + ".name", "'", series.name(), "', which another series has");
    }
    if (!IsColor(series.color())) {
      return problems.At(place + ".color", "'", series.color(), "', expected '#rrggbb'");
    }
    for (int length : series.dash()) {
      if (length <= 0) return problems.At(place + ".dash", length, ", expected above 0");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckNumber(const FigureProblems& problems, const std::string& place, const char* name,
                         double value, bool log) {
  if (!std::isfinite(value)) {
    return problems.At(place, name, " ", value, ", expected a finite number");
  }
  if (log && value <= 0) {
    return problems.At(place, name, " ", value, ", expected above 0 on a logarithmic axis");
  }
  return absl::OkStatus();
}

absl::Status CheckPoint(const FigureProblems& problems, const std::string& place,
                        const Point& point, bool log_x, bool log_y) {
  if (!point.has_x() || !point.has_y()) return problems.At(place, "a point without x or y");
  LABELREP_RETURN_IF_ERROR(CheckNumber(problems, place, "x", point.x(), log_x));
  LABELREP_RETURN_IF_ERROR(CheckNumber(problems, place, "y", point.y(), log_y));
  for (const SingleRun& run : point.runs()) {
    LABELREP_RETURN_IF_ERROR(
        CheckNumber(problems, absl::StrCat(place, ", run '", run.run(), "'"), "y", run.y(), log_y));
  }
  if (point.has_lo() != point.has_hi()) {
    return problems.At(place, "only one end of an interval, expected lo and hi or neither");
  }
  if (!point.has_lo()) return absl::OkStatus();
  LABELREP_RETURN_IF_ERROR(CheckNumber(problems, place, "lo", point.lo(), log_y));
  LABELREP_RETURN_IF_ERROR(CheckNumber(problems, place, "hi", point.hi(), log_y));
  if (point.lo() > point.y() || point.hi() < point.y()) {
    return problems.At(place, "y ", point.y(), " is outside its interval ", point.lo(), " to ",
                       point.hi());
  }
  return absl::OkStatus();
}

absl::Status CheckLine(const FigureProblems& problems, const Figure& figure, int index) {
  const Line& line = figure.lines(index);
  const std::string number = absl::StrCat("lines[", index, "]");
  if (!HasPanel(figure, line.row(), line.column()) || line.series() < 0 ||
      line.series() >= figure.series_size()) {
    return problems.At(number, "row ", line.row(), ", column ", line.column(), ", series ",
                       line.series(), ", expected below ", figure.rows_size(), ", ",
                       figure.columns_size(), " and ", figure.series_size());
  }
  const std::string place = absl::StrCat(number, " ('", figure.series(line.series()).name(),
                                         "', row '", figure.rows(line.row()).heading(),
                                         "', column '", figure.columns(line.column()), "')");
  if (line.points().empty()) return problems.At(place, "no points");
  for (int i = 0; i < line.points_size(); ++i) {
    const std::string at = absl::StrCat(place, ", points[", i, "]");
    LABELREP_RETURN_IF_ERROR(CheckPoint(problems, at, line.points(i), figure.x().log(),
                                        figure.rows(line.row()).y().log()));
    if (figure.mark() == Figure::LINES && i > 0 && line.points(i).x() <= line.points(i - 1).x()) {
      return problems.At(at, "x ", line.points(i).x(), ", expected more than the one before it, ",
                         line.points(i - 1).x());
    }
  }
  return absl::OkStatus();
}

absl::Status CheckMark(const FigureProblems& problems, const Figure& figure) {
  const Axis& x = figure.x();
  if (figure.mark() != Figure::LINES && !figure.has_table()) {
    return problems.At("table", "none, expected one beside points");
  }
  if (figure.mark() != Figure::POINTS) {
    if (figure.captions().empty()) return absl::OkStatus();
    return problems.At("captions[0]", "expected none but with the mark POINTS");
  }
  if (x.by_series() || x.log() ||
      std::any_of(figure.rows().begin(), figure.rows().end(),
                  [](const PanelRow& row) { return row.y().log(); })) {
    return problems.At("mark", "POINTS on an axis by series or a logarithmic one, expected none");
  }
  for (int i = 0; i < figure.captions_size(); ++i) {
    const PanelCaption& caption = figure.captions(i);
    LABELREP_RETURN_IF_ERROR(
        problems.CheckPanel(absl::StrCat("captions[", i, "]"), caption.row(), caption.column()));
  }
  return absl::OkStatus();
}

absl::Status CheckNoLineComesTwice(const FigureProblems& problems, const Figure& figure) {
  std::set<std::tuple<int, int, int>> seen;
  for (int i = 0; i < figure.lines_size(); ++i) {
    const Line& line = figure.lines(i);
    if (!seen.insert({line.row(), line.column(), line.series()}).second) {
      return problems.At(absl::StrCat("lines[", i, "]"), "a second line of '",
                         figure.series(line.series()).name(), "' in row ", line.row(), ", column ",
                         line.column());
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckFigure(const Figure& figure) {
  const FigureProblems problems(figure);
  if (figure.name().empty()) return problems.At("name", "empty");
  // Of a figure whose pictures are all missing there may be no row.
  if (figure.of_pictures()) return CheckPictures(figure);
  if (figure.rows().empty()) return problems.At("rows", "none, expected at least one");
  if (figure.columns().empty()) return problems.At("columns", "none, expected at least one");
  if (!figure.pictures().empty()) return problems.At("of_pictures", "not set, but there are some");
  LABELREP_RETURN_IF_ERROR(CheckAxis(problems, "x", figure.x()));
  for (int i = 0; i < figure.rows_size(); ++i) {
    LABELREP_RETURN_IF_ERROR(
        CheckAxis(problems, absl::StrCat("rows[", i, "].y"), figure.rows(i).y()));
  }
  LABELREP_RETURN_IF_ERROR(CheckSeries(problems, figure));
  for (int i = 0; i < figure.lines_size(); ++i) {
    LABELREP_RETURN_IF_ERROR(CheckLine(problems, figure, i));
  }
  LABELREP_RETURN_IF_ERROR(CheckBySeries(problems, figure));
  LABELREP_RETURN_IF_ERROR(CheckMark(problems, figure));
  return CheckNoLineComesTwice(problems, figure);
}

}  // namespace labelrep
