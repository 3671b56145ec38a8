// What the names in a spec mean: titles, colours, and the order of rows, columns and legends. A
// name that the catalogue lacks stands for itself, behind those that it has.
#ifndef EXPERIMENTS_REPORT_TITLES_H_
#define EXPERIMENTS_REPORT_TITLES_H_

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "experiments/catalogue.pb.h"
#include "experiments/report/report_spec.pb.h"
#include "lib/viz/palette.h"

namespace labelrep {

// An entry by its name(), as of catalogue.labels(), .datasets(), .encoders(), .attacks() or
// .profiles(); null where there is none.
template <typename Entries>
auto* FindEntry(Entries& entries, const std::string& name) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& entry) { return entry.name() == name; });
  return found == entries.end() ? nullptr : &*found;
}

// TitleOf(catalogue.datasets(), "cifar10") is "CIFAR-10".
template <typename Entries>
std::string TitleOf(const Entries& entries, const std::string& name) {
  const auto* entry = FindEntry(entries, name);
  return entry == nullptr ? name : entry->title();
}

// What a run's label kind is called, with the run's variant: "Category with rate 0.01".
std::string KindTitle(const Catalogue& catalogue, const ReportSpec::Run& run);

// `names` without repetitions: first those of `first` in its order, then the others as they come.
std::vector<std::string> InOrder(const std::vector<std::string>& names,
                                 const std::vector<std::string>& first = {});

// The same with entries of the catalogue first.
template <typename Entries>
std::vector<std::string> InOrderOf(const Entries& entries, const std::vector<std::string>& names) {
  std::vector<std::string> first;
  for (const auto& entry : entries) first.push_back(entry.name());
  return InOrder(names, first);
}

// Names by a text that they share, texts and names in the order in which they come first.
class NamesByText {
 public:
  void Add(const std::string& text, const std::string& name);

  const std::vector<std::pair<std::string, std::vector<std::string>>>& Groups() const {
    return groups_;
  }

  // A text that all share, or "8 epochs (Category), 12 epochs (Speech, Shuffle)"; "" for none.
  std::string Text() const;

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> groups_;
};

// Styles by the title of a label kind, the same in every figure: the colours that the catalogue
// gives, and further ones, in its order, for the kinds that it gives none.
Palette LabelPalette(const Catalogue& catalogue);

// "Shapes-10. seed 7" of {"Shapes-10", "", "seed 7"}: what a subtitle says, without what is empty.
std::string JoinSentences(std::vector<std::string> sentences);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_TITLES_H_
