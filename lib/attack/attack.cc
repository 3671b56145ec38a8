#include "lib/attack/attack.h"

#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/attack/attack_bound.h"
#include "lib/attack/attack_facts.h"
#include "lib/base/check.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// Filled while static objects are constructed, hence behind a function.
std::map<std::string, AttackFunction>& Registry() {
  static auto* registry = new std::map<std::string, AttackFunction>;
  return *registry;
}

std::vector<int64_t> Values(const at::Tensor& tensor) {
  const at::Tensor values = tensor.to(at::kCPU, at::kLong).contiguous();
  return {values.const_data_ptr<int64_t>(), values.const_data_ptr<int64_t>() + values.numel()};
}

absl::Status CheckClass(absl::string_view what, int64_t image, int64_t value, int64_t classes) {
  if (value >= 0 && value < classes) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("image ", image, ": found ", what, " ", value,
                                                 ", expected one of 0 to ", classes - 1));
}

absl::Status CheckAims(const ModelView& model, const AttackBatch& batch, bool targeted) {
  const std::vector<int64_t> classes = Values(batch.aims.classes);
  for (size_t i = 0; i < classes.size(); ++i) {
    LABELREP_RETURN_IF_ERROR(
        CheckClass("class", batch.indices[i], classes[i], model.num_classes()));
  }
  if (!targeted) return absl::OkStatus();
  if (!batch.aims.targets.defined()) {
    return absl::InvalidArgumentError("a targeted attack needs a target class for each image");
  }
  const std::vector<int64_t> targets = Values(batch.aims.targets);
  for (size_t i = 0; i < targets.size(); ++i) {
    LABELREP_RETURN_IF_ERROR(
        CheckClass("target class", batch.indices[i], targets[i], model.num_classes()));
    if (targets[i] == classes[i]) {
      return absl::InvalidArgumentError(absl::StrCat("image ", batch.indices[i], ": target class ",
                                                     targets[i],
                                                     " is its own class, expected another"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

AttackRegistration::AttackRegistration(std::string name, AttackFunction attack) {
  const bool is_new = Registry().emplace(name, std::move(attack)).second;
  LABELREP_CHECK(is_new, absl::StrCat("two attacks are called ", name).c_str());
}

AttackBatch AttackBatch::Select(const at::Tensor& places) const {
  AttackBatch selected{images.index_select(0, places), aims.Select(places), {}, range, graphs};
  for (const int64_t place : Values(places)) selected.indices.push_back(indices[place]);
  return selected;
}

const AttackFunction& AttackNamed(const std::string& name) {
  const auto attack = Registry().find(name);
  LABELREP_CHECK(attack != Registry().end(), absl::StrCat(name, " is not linked").c_str());
  return attack->second;
}

absl::StatusOr<AttackOutcome> RunAttack(const ModelView& model, const AttackBatch& batch,
                                        const AttackRecipe& recipe) {
  const AttackFacts* facts = FindAttackFacts(recipe.attack());
  LABELREP_CHECK(facts != nullptr, "the recipe has not been validated");
  LABELREP_RETURN_IF_ERROR(CheckAims(model, batch, recipe.targeted()));
  AttackOutcome outcome = AttackNamed(recipe.attack())(model, batch, recipe);
  LABELREP_RETURN_IF_ERROR(CheckOutcome(batch, outcome, recipe, facts->norm()));
  return outcome;
}

}  // namespace labelrep
