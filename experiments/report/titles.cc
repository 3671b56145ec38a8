#include "experiments/report/titles.h"

#include <algorithm>

#include "absl/strings/str_join.h"

namespace labelrep {
namespace {

template <typename Entries>
auto FindEntry(const Entries& entries, const std::string& name) {
  return std::find_if(entries.begin(), entries.end(),
                      [&](const auto& entry) { return entry.name() == name; });
}

template <typename Entries>
std::string TitleOf(const Entries& entries, const std::string& name) {
  const auto found = FindEntry(entries, name);
  return found == entries.end() ? name : found->title();
}

template <typename Entries>
std::vector<std::string> EntriesFirst(const Entries& entries,
                                      const std::vector<std::string>& names) {
  std::vector<std::string> first;
  for (const auto& entry : entries) first.push_back(entry.name());
  return InOrder(names, first);
}

}  // namespace

std::string DatasetTitle(const Catalogue& catalogue, const std::string& dataset) {
  return TitleOf(catalogue.datasets(), dataset);
}

std::string EncoderTitle(const Catalogue& catalogue, const std::string& encoder) {
  return TitleOf(catalogue.encoders(), encoder);
}

std::string LabelTitle(const Catalogue& catalogue, const std::string& kind) {
  return TitleOf(catalogue.labels(), kind);
}

std::string AttackKindTitle(const Catalogue& catalogue, const std::string& attack) {
  return TitleOf(catalogue.attacks(), attack);
}

std::string ProfileTitle(const Catalogue& catalogue, const std::string& profile) {
  return TitleOf(catalogue.profiles(), profile);
}

bool SeesScoresOnly(const Catalogue& catalogue, const std::string& attack) {
  const auto found = FindEntry(catalogue.attacks(), attack);
  return found != catalogue.attacks().end() && found->scores_only();
}

const Catalogue::LabelKind* FindLabelKind(const Catalogue& catalogue, const std::string& kind) {
  const auto found = FindEntry(catalogue.labels(), kind);
  return found == catalogue.labels().end() ? nullptr : &*found;
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

std::vector<std::string> DatasetsInOrder(const Catalogue& catalogue,
                                         const std::vector<std::string>& names) {
  return EntriesFirst(catalogue.datasets(), names);
}

std::vector<std::string> EncodersInOrder(const Catalogue& catalogue,
                                         const std::vector<std::string>& names) {
  return EntriesFirst(catalogue.encoders(), names);
}

std::vector<std::string> LabelKindsInOrder(const Catalogue& catalogue,
                                           const std::vector<std::string>& names) {
  return EntriesFirst(catalogue.labels(), names);
}

std::string JoinSentences(const std::vector<std::string>& sentences) {
  std::vector<std::string> said;
  std::copy_if(sentences.begin(), sentences.end(), std::back_inserter(said),
               [](const std::string& sentence) { return !sentence.empty(); });
  return absl::StrJoin(said, ". ");
}

}  // namespace labelrep
