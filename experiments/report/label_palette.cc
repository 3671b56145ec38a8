#include "experiments/report/label_palette.h"

#include <string>
#include <vector>

namespace labelrep {

Palette LabelPalette(const Catalogue& catalogue) {
  std::vector<NamedColor> fixed;
  std::vector<std::string> others;
  for (const Catalogue::LabelKind& kind : catalogue.labels()) {
    if (kind.has_color()) {
      fixed.push_back({kind.title(), kind.color()});
    } else if (kind.role() != "authors") {
      others.push_back(kind.title());
    }
  }
  return Palette(fixed, others);
}

}  // namespace labelrep
