#include "lib/viz/vega_points.h"

#include <algorithm>
#include <limits>
#include <string>

#include "lib/report/text.h"
#include "lib/viz/vega_axis.h"

namespace labelrep {
namespace {

// In square pixels.
constexpr int kPointArea = 9;
constexpr double kMargin = 0.04;  // around the points, as a share of the side
constexpr int kCaptionFontSize = 10;

std::vector<const Line*> LinesOf(const Figure& figure, int row, int column) {
  std::vector<const Line*> lines;
  for (const Line& line : figure.lines()) {
    if (line.row() == row && line.column() == column) lines.push_back(&line);
  }
  return lines;
}

struct Range {
  double min = std::numeric_limits<double>::infinity();
  double max = -std::numeric_limits<double>::infinity();

  void Add(double value) {
    min = std::min(min, value);
    max = std::max(max, value);
  }
};

// One coordinate, over an interval as long as that of the other.
JsonValue Channel(const Figure& figure, int row, int column, const char* field,
                  double (Point::*coordinate)() const, const JsonValue& axis) {
  Range x;
  Range y;
  Range of;
  for (const Line* line : LinesOf(figure, row, column)) {
    for (const Point& point : line->points()) {
      x.Add(point.x());
      y.Add(point.y());
      of.Add((point.*coordinate)());
    }
  }
  double side = (1 + 2 * kMargin) * std::max(x.max - x.min, y.max - y.min);
  double centre = (of.min + of.max) / 2;
  if (!(side > 0)) side = 1;  // of one point
  if (of.min > of.max) centre = 0;
  return NumberChannel(
      field, {{"scale", JsonValue::Object(
                            {{"domain", JsonValue::Array({centre - side / 2, centre + side / 2})},
                             {"nice", false},
                             {"zero", false}})},
              {"axis", axis}});
}

// The x axis: nothing but what stands under the panel.
JsonValue CaptionAxis(const Figure& figure, int row, int column) {
  std::vector<JsonValue> lines;
  for (const PanelCaption& caption : figure.captions()) {
    if (caption.row() != row || caption.column() != column) continue;
    for (const std::string& line : caption.lines()) lines.push_back(OneLine(line));
  }
  if (lines.empty()) return JsonValue::Null();
  return JsonValue::Object({{"title", JsonValue::Array(lines)},
                            {"titleFontSize", kCaptionFontSize},
                            {"titleAnchor", "start"},
                            {"titleAlign", "left"},
                            {"labels", false},
                            {"ticks", false},
                            {"domain", false},
                            {"grid", false}});
}

}  // namespace

std::vector<JsonValue> PlanePoints(const Figure& figure, int row, int column) {
  const std::vector<const Line*> lines = LinesOf(figure, row, column);
  int longest = 0;
  for (const Line* line : lines) longest = std::max(longest, line->points_size());
  std::vector<JsonValue> points;
  for (int i = 0; i < longest; ++i) {
    for (const Line* line : lines) {
      if (i >= line->points_size()) continue;
      points.push_back(JsonValue::Object({{"series", figure.series(line->series()).name()},
                                          {"x", line->points(i).x()},
                                          {"y", line->points(i).y()}}));
    }
  }
  return points;
}

JsonValue PlaneLayer(const Figure& figure, bool picks) {
  JsonValue::Members members = {
      // Without text for screen readers at each of thousands of points.
      {"mark", JsonValue::Object({{"type", "circle"}, {"size", kPointArea}, {"aria", false}})},
      {"encoding",
       JsonValue::Object(
           {{"opacity",
             JsonValue::Literal(R"({"condition":{"param":"pick","value":0.65},"value":0.05})")},
            {"tooltip",
             JsonValue::Object(
                 {{"field", "series"}, {"type", "nominal"}, {"title", figure.series_title()}})}})}};
  if (picks) members.push_back({"params", PickFromLegend()});
  return JsonValue::Object(members);
}

JsonValue PlaneX(const Figure& figure, int row, int column) {
  return Channel(figure, row, column, "x", &Point::x, CaptionAxis(figure, row, column));
}

JsonValue PlaneY(const Figure& figure, int row, int column) {
  return Channel(figure, row, column, "y", &Point::y, JsonValue::Null());
}

}  // namespace labelrep
