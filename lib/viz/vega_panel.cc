#include "lib/viz/vega_panel.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/report/text.h"
#include "lib/viz/point_positions.h"
#include "lib/viz/vega_axis.h"
#include "lib/viz/vega_points.h"

namespace labelrep {
namespace {

using Members = JsonValue::Members;

// Lines with more points than this have marks only where the mouse is.
constexpr int kMostMarkedPoints = 24;
// From the plotting area to a heading: beyond tick labels and axis title.
constexpr int kRowHeadingDistance = 62;
constexpr int kRowHeadingDistanceWithoutAxis = 14;
constexpr int kColumnHeadingDistance = 12;

std::string TooltipFormat(const Axis& axis) {
  return axis.format() == Axis::SHARE ? ".2%" : ".4~g";
}

JsonValue Tooltip(const std::string& field, const std::string& title, const std::string& format) {
  Members members = {{"field", field}, {"title", title}};
  if (!format.empty()) members.push_back({"format", format});
  return JsonValue::Object(members);
}

// Where a point of a line stands on the x axis.
JsonValue PlaceOf(const Figure& figure, const PointPositions& positions, const Line& line,
                  double x) {
  if (figure.x().by_series()) return figure.series(line.series()).name();
  return positions.PositionOf(x, line.series());
}

JsonValue Row(const Figure& figure, const PointPositions& positions, const Line& line,
              const Point& point) {
  Members members = {{"series", figure.series(line.series()).name()},
                     {"x", point.x()},
                     {"at", PlaceOf(figure, positions, line, point.x())},
                     {"y", point.y()}};
  if (point.has_lo()) {
    members.push_back({"lo", point.lo()});
    members.push_back({"hi", point.hi()});
  }
  return JsonValue::Object(members);
}

// What the panel shows.
struct PanelData {
  std::vector<JsonValue> points;
  std::vector<JsonValue> intervals;
  std::vector<JsonValue> runs;
  // Points that no other is joined with.
  std::vector<JsonValue> lone_points;
  int longest_line = 0;

  bool IsMarked() const { return longest_line <= kMostMarkedPoints; }
};

PanelData DataOf(const Figure& figure, const PointPositions& positions, int row, int column) {
  PanelData data;
  for (const Line& line : figure.lines()) {
    if (line.row() != row || line.column() != column) continue;
    data.longest_line = std::max(data.longest_line, line.points_size());
    for (const Point& point : line.points()) {
      data.points.push_back(Row(figure, positions, line, point));
      if (line.points_size() == 1) data.lone_points.push_back(data.points.back());
      if (point.has_lo()) data.intervals.push_back(data.points.back());
      for (const SingleRun& run : point.runs()) {
        data.runs.push_back(JsonValue::Object({{"series", figure.series(line.series()).name()},
                                               {"at", PlaceOf(figure, positions, line, point.x())},
                                               {"y", run.y()},
                                               {"run", run.run()}}));
      }
    }
  }
  return data;
}

JsonValue Values(const std::vector<JsonValue>& values) {
  return JsonValue::Object({{"values", JsonValue::Array(values)}});
}

JsonValue Intervals(const PanelData& data, bool whiskers) {
  const JsonValue mark =
      whiskers ? JsonValue::Object(
                     {{"type", "rule"}, {"strokeWidth", 1.2}, {"opacity", 0.45}, {"clip", true}})
               : JsonValue::Object({{"type", "area"}, {"opacity", 0.13}, {"clip", true}});
  return JsonValue::Object(
      {{"data", Values(data.intervals)},
       {"mark", mark},
       {"encoding", JsonValue::Object({{"y", NumberChannel("lo")},
                                       {"y2", JsonValue::Object({{"field", "hi"}})}})}});
}

JsonValue SingleRuns(const Figure& figure, const Axis& y, const PanelData& data) {
  return JsonValue::Object(
      {{"data", Values(data.runs)},
       {"mark", JsonValue::Object({{"type", "point"},
                                   {"filled", true},
                                   {"size", 12},
                                   {"opacity", 0.35},
                                   {"clip", true}})},
       {"encoding",
        JsonValue::Object(
            {{"tooltip", JsonValue::Array({Tooltip("series", figure.series_title(), ""),
                                           Tooltip("run", "run", ""),
                                           Tooltip("y", y.title(), TooltipFormat(y))})}})}});
}

// A line of one point is nothing but its mark.
JsonValue LonePoints(const PanelData& data) {
  return JsonValue::Object(
      {{"data", Values(data.lone_points)},
       {"mark", JsonValue::Object({{"type", "point"}, {"filled", true}, {"size", 24}})}});
}

JsonValue DashEncoding(const Figure& figure) {
  std::vector<JsonValue> dashes;
  for (const Series& series : figure.series()) {
    dashes.push_back(series.dash().empty() ? JsonValue::Array({1, 0}) : JsonArray(series.dash()));
  }
  return JsonValue::Object({{"field", "series"},
                            {"type", "nominal"},
                            {"title", figure.series_title()},
                            {"scale", JsonValue::Object({{"domain", SeriesNames(figure)},
                                                         {"range", JsonValue::Array(dashes)}})}});
}

bool HasDashes(const Figure& figure) {
  return std::any_of(figure.series().begin(), figure.series().end(),
                     [](const Series& series) { return !series.dash().empty(); });
}

JsonValue Lines(const Figure& figure, const Axis& y, const PanelData& data, bool first) {
  const JsonValue point = data.IsMarked() ? JsonValue::Object({{"filled", true}, {"size", 24}})
                                          : JsonValue("transparent");
  const bool by_series = figure.x().by_series();
  std::vector<JsonValue> tooltips = {Tooltip("series", figure.series_title(), "")};
  if (!by_series) {
    tooltips.push_back(Tooltip("x", figure.x().title(), TooltipFormat(figure.x())));
  }
  tooltips.push_back(Tooltip("y", y.title(), TooltipFormat(y)));
  if (!data.intervals.empty()) {
    tooltips.push_back(Tooltip("lo", "from", TooltipFormat(y)));
    tooltips.push_back(Tooltip("hi", "to", TooltipFormat(y)));
  }
  Members encoding;
  // Without a legend there is nothing to click on.
  if (!by_series) {
    encoding.push_back(
        {"opacity",
         JsonValue::Literal(R"({"condition":{"param":"pick","value":1},"value":0.12})")});
  }
  encoding.push_back({"tooltip", JsonValue::Array(tooltips)});
  if (!by_series && HasDashes(figure)) encoding.push_back({"strokeDash", DashEncoding(figure)});
  Members members = {
      {"mark", JsonValue::Object({{"type", "line"},
                                  {"strokeWidth", figure.mark() == Figure::SCATTER ? 0 : 1.8},
                                  {"point", point}})},
      {"encoding", JsonValue::Object(encoding)},
  };
  if (first && !by_series) members.push_back({"params", PickFromLegend()});
  return JsonValue::Object(members);
}

// Text at a place in pixels from the panel's upper left corner.
JsonValue Heading(const std::string& text, int x, int y, int angle) {
  return JsonValue::Object(
      {{"data", Values({JsonValue::Object({})})},
       {"mark", JsonValue::Object({{"type", "text"},
                                   {"text", OneLine(text)},
                                   {"angle", angle},
                                   {"fontSize", 11},
                                   {"fontWeight", "bold"}})},
       {"encoding", JsonValue::Object({{"x", JsonValue::Object({{"value", x}})},
                                       {"y", JsonValue::Object({{"value", y}})},
                                       {"color", JsonValue::Object({{"value", "#000"}})}})}});
}

JsonValue ColorEncoding(const Figure& figure) {
  std::vector<JsonValue> colors;
  for (const Series& series : figure.series()) colors.push_back(series.color());
  Members members = {{"field", "series"},
                     {"type", "nominal"},
                     {"title", figure.series_title()},
                     {"sort", JsonValue::Null()},
                     {"scale", JsonValue::Object({{"domain", SeriesNames(figure)},
                                                  {"range", JsonValue::Array(colors)}})}};
  if (figure.x().by_series()) members.push_back({"legend", JsonValue::Null()});
  if (figure.mark() != Figure::LINES) {
    members.push_back({"legend", JsonValue::Literal(R"({"symbolType":"circle","symbolSize":70})")});
  }
  return JsonValue::Object(members);
}

// What fills a panel.
struct Content {
  std::vector<JsonValue> points;
  std::vector<JsonValue> layers;
  JsonValue x;
  JsonValue y;
};

Content LinesContent(const Figure& figure, const PanelPlace& place) {
  const Axis& y = figure.rows(place.row).y();
  const PointPositions positions(figure);
  const PanelData data = DataOf(figure, positions, place.row, place.column);
  std::vector<JsonValue> layers;
  if (!data.intervals.empty()) layers.push_back(Intervals(data, positions.HasWhiskers()));
  if (!data.runs.empty()) layers.push_back(SingleRuns(figure, y, data));
  layers.push_back(Lines(figure, y, data, place.row == 0 && place.column == 0));
  if (!data.IsMarked() && !data.lone_points.empty()) layers.push_back(LonePoints(data));
  return {data.points, layers,
          XChannel(figure, place.has_x_labels, place.has_x_title, positions.HasWhiskers()),
          YChannel(y, place.on_left_edge)};
}

Content PointsContent(const Figure& figure, const PanelPlace& place) {
  const int row = place.row;
  const int column = place.column;
  return {PlanePoints(figure, row, column),
          {PlaneLayer(figure, row == 0 && column == 0)},
          PlaneX(figure, row, column),
          PlaneY(figure, row, column)};
}

}  // namespace

JsonValue VegaPanel(const Figure& figure, const PanelPlace& place, const PanelSize& size) {
  const bool in_plane = figure.mark() == Figure::POINTS;
  Content content = in_plane ? PointsContent(figure, place) : LinesContent(figure, place);
  const std::string& row_heading = figure.rows(place.row).heading();
  if (place.on_left_edge && !row_heading.empty()) {
    content.layers.push_back(
        Heading(row_heading, -(in_plane ? kRowHeadingDistanceWithoutAxis : kRowHeadingDistance),
                size.height / 2, 270));
  }
  if (place.row == 0 && !figure.columns(place.column).empty()) {
    content.layers.push_back(
        Heading(figure.columns(place.column), size.width / 2, -kColumnHeadingDistance, 0));
  }
  const Members encoding = {{"x", content.x}, {"y", content.y}, {"color", ColorEncoding(figure)}};
  return JsonValue::Object({{"name", absl::StrCat("row", place.row, "_column", place.column)},
                            {"width", size.width},
                            {"height", size.height},
                            {"data", Values(content.points)},
                            {"encoding", JsonValue::Object(encoding)},
                            {"layer", JsonValue::Array(content.layers)}});
}

}  // namespace labelrep
