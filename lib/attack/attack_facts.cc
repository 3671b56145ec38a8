#include "lib/attack/attack_facts.h"

#include <functional>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/text_format.h"
#include "lib/attack/pass_formula.h"
#include "lib/base/check.h"

namespace labelrep {
namespace {

// Filled while static objects are constructed, hence behind a function.
std::map<std::string, AttackFacts, std::less<>>& Registry() {
  static auto* registry = new std::map<std::string, AttackFacts, std::less<>>;
  return *registry;
}

void CheckFormula(const std::string& name, const std::string& formula) {
  const absl::Status status = CountPasses(formula, AttackRecipe()).status();
  LABELREP_CHECK(status.ok(), absl::StrCat("attack ", name, ": ", status.message()).c_str());
}

}  // namespace

AttackFactsRegistration::AttackFactsRegistration(const std::string& name,
                                                 const std::string& facts) {
  AttackFacts read;
  const bool readable = google::protobuf::TextFormat::ParseFromString(facts, &read);
  LABELREP_CHECK(readable && read.defaults().has_batch_size(),
                 absl::StrCat("attack ", name, ": \"", facts,
                              "\" does not parse as AttackFacts, or its defaults do not set "
                              "batch_size")
                     .c_str());
  if (read.has_passes()) {
    CheckFormula(name, read.passes().decisions());
    CheckFormula(name, read.passes().gradients());
  }
  const bool is_new = Registry().emplace(name, std::move(read)).second;
  LABELREP_CHECK(is_new, absl::StrCat("two attacks are called ", name).c_str());
}

const AttackFacts* FindAttackFacts(absl::string_view name) {
  const auto found = Registry().find(std::string(name));
  return found == Registry().end() ? nullptr : &found->second;
}

std::vector<std::string> KnownAttacks() {
  std::vector<std::string> names;
  for (const auto& [name, facts] : Registry()) names.push_back(name);
  return names;
}

std::optional<AttackPasses> PassesOf(const AttackRecipe& recipe) {
  const AttackFacts* facts = FindAttackFacts(recipe.attack());
  LABELREP_CHECK(facts != nullptr, "the recipe has not been validated");
  if (!facts->has_passes()) return std::nullopt;
  // Registration has read the formulas.
  return AttackPasses{.decisions = *CountPasses(facts->passes().decisions(), recipe),
                      .gradients = *CountPasses(facts->passes().gradients(), recipe)};
}

}  // namespace labelrep
