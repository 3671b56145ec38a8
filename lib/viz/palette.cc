#include "lib/viz/palette.h"

#include <algorithm>
#include <iterator>

namespace labelrep {
namespace {

// Those of Paul Tol's "muted" scheme (2021) that are far from every Okabe-Ito colour.
constexpr const char* kFurtherColors[] = {"#882255", "#332288", "#999933", "#117733"};

// Solid first.
const std::vector<std::vector<int>>& DashPatterns() {
  static const auto* const kPatterns =
      new std::vector<std::vector<int>>{{}, {6, 3}, {2, 2}, {8, 3, 2, 3}};
  return *kPatterns;
}

Series MakeSeries(const std::string& name, const std::string& color, const std::vector<int>& dash) {
  Series series;
  series.set_name(name);
  series.set_color(color);
  for (int length : dash) series.add_dash(length);
  return series;
}

}  // namespace

Palette::Palette(const std::vector<NamedColor>& fixed, const std::vector<std::string>& others) {
  for (const NamedColor& entry : fixed) styles_.push_back(MakeSeries(entry.name, entry.color, {}));
  size_t next = 0;
  for (const std::string& name : others) {
    const size_t colors = std::size(kFurtherColors);
    styles_.push_back(MakeSeries(name, kFurtherColors[next % colors],
                                 DashPatterns()[next / colors % DashPatterns().size()]));
    ++next;
  }
}

Series Palette::Style(const std::string& name) const {
  const auto found = std::find_if(styles_.begin(), styles_.end(),
                                  [&](const Series& style) { return style.name() == name; });
  return found == styles_.end() ? MakeSeries(name, "#7A7A7A", {1, 2}) : *found;
}

}  // namespace labelrep
