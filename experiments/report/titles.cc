#include "experiments/report/titles.h"

#include "absl/strings/str_join.h"

namespace labelrep {

std::vector<std::string> InOrder(const std::vector<std::string>& names,
                                 const std::vector<std::string>& first) {
  std::vector<std::string> result;
  for (const std::string& name : first) {
    if (std::count(names.begin(), names.end(), name) > 0) result.push_back(name);
  }
  for (const std::string& name : names) {
    if (std::count(result.begin(), result.end(), name) == 0) result.push_back(name);
  }
  return result;
}

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

std::string JoinSentences(std::vector<std::string> sentences) {
  sentences.erase(std::remove(sentences.begin(), sentences.end(), ""), sentences.end());
  return absl::StrJoin(sentences, ". ");
}

}  // namespace labelrep
