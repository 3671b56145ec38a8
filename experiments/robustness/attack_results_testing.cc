#include "experiments/robustness/attack_results_testing.h"

#include "experiments/record/absent.h"
#include "google/protobuf/text_format.h"
#include "lib/base/check.h"

namespace labelrep {
namespace {

constexpr int kImages = 10;

}  // namespace

AttackResult& TestAttacks::Add(const std::string& recipe, int wrong,
                               const std::vector<int>& misled) {
  AddAbsent(recipe);
  AttackResult& result = results.back();
  result.clear_failure();
  result.set_weights_sha256(runs.spec.runs().rbegin()->name());
  result.set_num_classes(kImages);
  for (int i = 0; i < kImages; ++i) {
    result.add_classes(i);
    result.add_clean_decisions(i < wrong ? (i + 1) % kImages : i);
  }
  for (size_t e = 0; e < misled.size(); ++e) {
    EpsilonResult& at_epsilon = *result.add_epsilons();
    at_epsilon.set_epsilon(result.recipe().epsilons(static_cast<int>(e)));
    at_epsilon.set_mean_l2(2 * at_epsilon.epsilon());
    for (int i = 0; i < kImages; ++i) {
      at_epsilon.add_decisions(i < wrong + misled[e] ? (i + 1) % kImages : i);
    }
  }
  return result;
}

void TestAttacks::AddAbsent(const std::string& recipe) {
  AttackResult& result = results.emplace_back();
  LABELREP_CHECK(google::protobuf::TextFormat::ParseFromString(recipe, result.mutable_recipe()),
                 "the recipe does not parse");
  *result.mutable_model() = runs.results.back().recipe();
  *result.mutable_failure() = AbsentFailure("not recorded");
  TableSpec::Attack& attack = *runs.spec.add_attacks();
  attack.set_run(runs.spec.runs().rbegin()->name());
  attack.set_name(result.recipe().attack());
  attack.set_result(attack.run() + ".pb");
}

}  // namespace labelrep
