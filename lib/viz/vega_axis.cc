#include "lib/viz/vega_axis.h"

#include <optional>
#include <vector>

#include "lib/report/text.h"

namespace labelrep {
namespace {

using Members = JsonValue::Members;

constexpr int kPadding = 7;
constexpr int kPaddingOfWhiskers = 18;
constexpr int kTickLabelWidth = 34;
// Of series under an axis, which would overlap upright.
constexpr int kSeriesNameAngle = -40;
constexpr int kSeriesNameWidth = 220;

std::string TickFormat(const Axis& axis) { return axis.format() == Axis::SHARE ? "~%" : "~r"; }

// `padding`: pixels beyond the first and the last x; absent for y.
JsonValue Scale(const Axis& axis, std::optional<int> padding) {
  const bool is_x = padding.has_value();
  const bool is_fixed = axis.has_min() && axis.has_max();
  Members members = {{"type", axis.log() ? "log" : "linear"}, {"nice", !is_x && !is_fixed}};
  // A logarithmic scale has no zero to leave out.
  if (!is_fixed && !axis.log()) members.push_back({"zero", false});
  if (is_fixed) {
    members.push_back({"domain", JsonValue::Array({axis.min(), axis.max()})});
  } else if (axis.has_min()) {
    members.push_back({"domainMin", axis.min()});
  } else if (axis.has_max()) {
    members.push_back({"domainMax", axis.max()});
  }
  if (is_x) members.push_back({"padding", *padding});
  return JsonValue::Object(members);
}

// `min_extent`: width of the tick labels at least, so that what stands beyond them is aligned.
Members AxisOf(const Axis& axis, bool has_labels, bool has_title, int min_extent) {
  Members members = {
      {"title", has_title ? JsonValue(OneLine(axis.title())) : JsonValue::Null()},
      {"labels", has_labels},
      {"format", TickFormat(axis)},
      {"labelFlush", false},
      {"minExtent", has_labels ? min_extent : 0},
  };
  if (axis.ticks().empty()) {
    members.push_back({"tickCount", 5});
  } else {
    members.push_back({"values", JsonArray(axis.ticks())});
  }
  return members;
}

// The x axis where each series has a place of its own.
JsonValue SeriesAxis(const Figure& figure, bool at_edge) {
  const Members axis = {{"title", JsonValue::Null()},
                        {"labels", at_edge},
                        {"labelAngle", kSeriesNameAngle},
                        {"labelLimit", kSeriesNameWidth},
                        {"grid", true}};
  const Members scale = {{"type", "point"}, {"domain", SeriesNames(figure)}, {"padding", 0.5}};
  return JsonValue::Object({{"field", "at"},
                            {"type", "nominal"},
                            {"scale", JsonValue::Object(scale)},
                            {"axis", JsonValue::Object(axis)}});
}

}  // namespace

JsonValue NumberChannel(const std::string& field, const Members& more) {
  Members members = {{"field", field}, {"type", "quantitative"}};
  members.insert(members.end(), more.begin(), more.end());
  return JsonValue::Object(members);
}

JsonValue SeriesNames(const Figure& figure) {
  std::vector<JsonValue> names;
  for (const Series& series : figure.series()) names.push_back(series.name());
  return JsonValue::Array(names);
}

JsonValue PickFromLegend() {
  return JsonValue::Literal(
      R"([{"name":"pick","bind":"legend","select":{"type":"point","fields":["series"]}}])");
}

JsonValue XChannel(const Figure& figure, bool has_labels, bool has_title, bool has_whiskers) {
  const Axis& x = figure.x();
  if (x.by_series()) return SeriesAxis(figure, has_labels);
  Members axis = AxisOf(x, has_labels, has_title, 0);
  // A title in the middle of a panel that it is wider than would reach into what is to the left.
  if (has_title && figure.columns_size() > 1) axis.push_back({"titleAnchor", "start"});
  return NumberChannel("at", {{"scale", Scale(x, has_whiskers ? kPaddingOfWhiskers : kPadding)},
                              {"axis", JsonValue::Object(axis)}});
}

JsonValue YChannel(const Axis& axis, bool on_left_edge) {
  return NumberChannel(
      "y",
      {{"scale", Scale(axis, std::nullopt)},
       {"axis", JsonValue::Object(AxisOf(axis, on_left_edge, on_left_edge, kTickLabelWidth))}});
}

}  // namespace labelrep
