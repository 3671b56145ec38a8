#include "lib/attack/pass_formula.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

AttackRecipe Recipe3x5() {
  AttackRecipe recipe;
  for (const double epsilon : {0.1, 0.2, 0.3}) recipe.add_epsilons(epsilon);
  recipe.set_steps(5);
  recipe.set_restarts(2);
  recipe.set_queries(70);
  recipe.set_target_classes(9);
  return recipe;
}

TEST(PassFormulaTest, IsASumOfProductsOfTheRecipesNumbers) {
  const struct {
    const char* formula;
    int64_t passes;
  } kCases[] = {
      {"0", 0},
      {"epsilons", 3},
      {"queries * epsilons", 210},
      {"1 + steps * epsilons - epsilons", 13},
      {"1 + steps * restarts * epsilons", 31},
      {"restarts * target_classes + 1", 19},
      {"steps - 2 * epsilons - 1", -2},
  };
  for (const auto& [formula, passes] : kCases) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const int64_t found, CountPasses(formula, Recipe3x5()));
    EXPECT_EQ(found, passes) << formula;
  }
}

TEST(PassFormulaTest, NamesWhatItCannotRead) {
  const struct {
    const char* formula;
    const char* part;
  } kCases[] = {
      {"", "found \"\", expected a whole number"},
      {"step * epsilons", "found \"step\", expected a whole number, epsilons, steps"},
      {"steps / 2", "found \"/\", expected +, - or *"},
      {"steps *", "a factor at the end"},
      {"1 +", "a factor at the end"},
  };
  for (const auto& [formula, part] : kCases) {
    EXPECT_THAT(
        CountPasses(formula, Recipe3x5()),
        StatusIs(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr(formula), HasSubstr(part))));
  }
}

}  // namespace
}  // namespace labelrep
