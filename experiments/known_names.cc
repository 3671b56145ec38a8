#include "experiments/known_names.h"

#include <set>
#include <string>

namespace labelrep {
namespace {

template <typename Entries>
std::set<std::string> NamesOf(const Entries& entries) {
  std::set<std::string> names;
  for (const auto& entry : entries) names.insert(entry.name());
  return names;
}

}  // namespace

KnownNames NamesOfCatalogue(const Catalogue& catalogue) {
  return {NamesOf(catalogue.datasets()), NamesOf(catalogue.encoders()), NamesOf(catalogue.labels()),
          NamesOf(catalogue.attacks())};
}

}  // namespace labelrep
