#include "lib/viz/palette.h"

#include <algorithm>

namespace labelrep {
namespace {

// Those of Paul Tol's "muted" scheme (2021) that are far from every Okabe-Ito colour.
constexpr const char* kFurtherColors[] = {"#882255", "#332288", "#999933", "#117733"};

// Solid first.
const std::vector<std::vector<int>>& DashPatterns() {
  static const auto* const kPatterns = new std::vector<std::vector<int>>{
      {}, {6, 3}, {2, 2}, {8, 3, 2, 3}, {12, 4}, {8, 2, 2, 2, 2, 2}};
  return *kPatterns;
}

Series MakeSeries(const std::string& name, const std::string& color, const std::vector<int>& dash) {
  Series series;
  series.set_name(name);
  series.set_color(color);
  for (int length : dash) series.add_dash(length);
  return series;
}

// The further colours, then the same with the next dash pattern, without those that look like a
// fixed one.
std::vector<Series> FurtherStyles(const std::vector<NamedColor>& fixed) {
  std::vector<Series> styles;
  for (const std::vector<int>& dash : DashPatterns()) {
    for (const char* color : kFurtherColors) {
      const bool is_taken =
          dash.empty() && std::any_of(fixed.begin(), fixed.end(), [&](const NamedColor& entry) {
            return entry.color == color;
          });
      if (!is_taken) styles.push_back(MakeSeries("", color, dash));
    }
  }
  return styles;
}

}  // namespace

Palette::Palette(const std::vector<NamedColor>& fixed, const std::vector<std::string>& others) {
  for (const NamedColor& entry : fixed) styles_.push_back(MakeSeries(entry.name, entry.color, {}));
  const std::vector<Series> further = FurtherStyles(fixed);
  for (size_t i = 0; i < others.size(); ++i) {
    styles_.push_back(further[i % further.size()]);
    styles_.back().set_name(others[i]);
  }
}

Series Palette::Style(const std::string& name) const {
  const auto found = std::find_if(styles_.begin(), styles_.end(),
                                  [&](const Series& style) { return style.name() == name; });
  return found == styles_.end() ? MakeSeries(name, "#7A7A7A", {1, 2}) : *found;
}

const std::vector<std::string>& ClassColors() {
  static const auto* const kColors =
      new std::vector<std::string>{"#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6",
                                   "#a96b59", "#e76300", "#b9ac70", "#717581", "#92dadd"};
  return *kColors;
}

void SetNextDash(int number, Series& series) {
  const std::vector<std::vector<int>>& patterns = DashPatterns();
  const std::vector<int> own(series.dash().begin(), series.dash().end());
  const auto found = std::find(patterns.begin(), patterns.end(), own);
  const size_t first = found == patterns.end() ? 0 : found - patterns.begin();
  const std::vector<int>& next = patterns[(first + number) % patterns.size()];
  *series.mutable_dash() = {next.begin(), next.end()};
}

}  // namespace labelrep
