#include "experiments/figures/label_palette.h"

#include "experiments/tables/titles.h"

namespace labelrep {
namespace {

// Okabe and Ito's colours; category black, its smoothed form grey.
const std::vector<NamedColor>& KindColors() {
  static const auto* const kColors = new std::vector<NamedColor>{
      {"category", "#000000"}, {"smooth", "#7f7f7f"},    {"speech", "#D55E00"},
      {"shuffle", "#E69F00"},  {"composite", "#009E73"}, {"constant", "#CC79A7"},
      {"random", "#0072B2"},   {"lowdim", "#56B4E9"}};
  return *kColors;
}

}  // namespace

Palette LabelPalette(const std::vector<std::string>& user_kinds) {
  std::vector<NamedColor> fixed;
  for (const NamedColor& entry : KindColors())
    fixed.push_back({LabelTitle(entry.name), entry.color});
  std::vector<std::string> others;
  for (const std::string& kind : user_kinds) others.push_back(LabelTitle(kind));
  return Palette(fixed, others);
}

}  // namespace labelrep
