#include "experiments/report/titles.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace labelrep {

std::string KindTitle(const Catalogue& catalogue, const ReportSpec::Run& run) {
  const std::string kind = TitleOf(catalogue.labels(), run.label());
  return run.has_variant() ? absl::StrCat(kind, " with ", run.variant().title()) : kind;
}

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

void NamesByText::Add(const std::string& text, const std::string& name) {
  auto group = std::find_if(groups_.begin(), groups_.end(),
                            [&](const auto& known) { return known.first == text; });
  if (group == groups_.end()) group = groups_.insert(group, {text, {}});
  std::vector<std::string>& names = group->second;
  if (std::count(names.begin(), names.end(), name) == 0) names.push_back(name);
}

std::string NamesByText::Text() const {
  if (groups_.size() == 1) return groups_[0].first;
  return absl::StrJoin(groups_, ", ", [](std::string* out, const auto& group) {
    absl::StrAppend(out, group.first, " (", absl::StrJoin(group.second, ", "), ")");
  });
}

Palette LabelPalette(const Catalogue& catalogue) {
  std::vector<NamedColor> fixed;
  std::vector<std::string> others;
  // Behind the others, whose looks do not depend on them: those of the authors' files, and those
  // that figures show as families.
  std::vector<std::string> last;
  for (const Catalogue::LabelKind& kind : catalogue.labels()) {
    if (kind.has_color()) {
      fixed.push_back({kind.title(), kind.color()});
    } else {
      const bool is_last = kind.role() == "authors" || kind.role() == "statistics";
      (is_last ? last : others).push_back(kind.title());
    }
  }
  others.insert(others.end(), last.begin(), last.end());
  return Palette(fixed, others);
}

std::string JoinSentences(std::vector<std::string> sentences) {
  sentences.erase(std::remove(sentences.begin(), sentences.end(), ""), sentences.end());
  return absl::StrJoin(sentences, ". ");
}

}  // namespace labelrep
