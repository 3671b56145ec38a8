#include "lib/attack/attack_recipe.h"

#include <functional>
#include <limits>
#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

AttackRecipe GoodRecipe(const std::string& attack) {
  AttackRecipe recipe;
  recipe.set_attack(attack);
  recipe.add_epsilons(0.05);
  recipe.add_epsilons(0.1);
  return recipe;
}

TEST(ValidateAttackRecipeTest, AcceptsEveryAttackWithItsDefaults) {
  for (const char* attack : {"fgsm", "iterative", "pgd", "square"}) {
    EXPECT_OK(ValidateAttackRecipe(GoodRecipe(attack), "run"));
    AttackRecipe targeted = GoodRecipe(attack);
    targeted.set_targeted(true);
    EXPECT_OK(ValidateAttackRecipe(targeted, "run"));
  }
}

struct BadValue {
  const char* name;
  const char* attack;
  std::function<void(AttackRecipe&)> change;
  const char* field;
  const char* found;
  const char* expected;
};

class BadAttackRecipeTest : public ::testing::TestWithParam<BadValue> {};

TEST_P(BadAttackRecipeTest, IsRefusedNamingFieldFoundAndExpected) {
  AttackRecipe recipe = GoodRecipe(GetParam().attack);
  GetParam().change(recipe);
  EXPECT_THAT(ValidateAttackRecipe(recipe, "my/attack.textproto"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("my/attack.textproto"),
                             HasSubstr(std::string("recipe.") + GetParam().field + ":"),
                             HasSubstr(GetParam().found), HasSubstr(GetParam().expected))));
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

INSTANTIATE_TEST_SUITE_P(
    EveryField, BadAttackRecipeTest,
    ::testing::Values(
        BadValue{"no_attack", "", [](AttackRecipe&) {}, "attack", "not set", "a name"},
        BadValue{"unknown_attack", "fgms", [](AttackRecipe&) {}, "attack", "found \"fgms\"",
                 "one of fgsm, iterative, pgd, square"},
        BadValue{"no_objective", "fgsm",
                 [](AttackRecipe& r) { r.set_objective(AttackRecipe::OBJECTIVE_UNSPECIFIED); },
                 "objective", "unspecified", "OWN_LOSS or MARGIN"},
        BadValue{"square_with_loss", "square",
                 [](AttackRecipe& r) { r.set_objective(AttackRecipe::OWN_LOSS); }, "objective",
                 "found OWN_LOSS", "MARGIN, as square sees class scores only"},
        BadValue{"no_variant", "fgsm",
                 [](AttackRecipe& r) { r.set_variant(AttackRecipe::VARIANT_UNSPECIFIED); },
                 "variant", "unspecified", "PAPER or RELEASE"},
        BadValue{"pgd_of_the_release", "pgd",
                 [](AttackRecipe& r) { r.set_variant(AttackRecipe::RELEASE); }, "variant",
                 "found RELEASE", "the released code has no pgd"},
        BadValue{"no_epsilons", "fgsm", [](AttackRecipe& r) { r.clear_epsilons(); }, "epsilons",
                 "there are none", "at least one"},
        BadValue{"epsilon_0", "fgsm", [](AttackRecipe& r) { r.set_epsilons(0, 0); }, "epsilons",
                 "found 0", "rising numbers above 0"},
        BadValue{"negative_epsilon", "fgsm", [](AttackRecipe& r) { r.set_epsilons(0, -0.1); },
                 "epsilons", "found -0.1", "rising numbers above 0"},
        BadValue{"epsilons_fall", "fgsm", [](AttackRecipe& r) { r.add_epsilons(0.1); }, "epsilons",
                 "found 0.1", "above 0.1 here"},
        BadValue{"nan_epsilon", "fgsm", [](AttackRecipe& r) { r.add_epsilons(kNan); }, "epsilons",
                 "found nan", "rising numbers"},
        BadValue{"infinite_epsilon", "fgsm", [](AttackRecipe& r) { r.add_epsilons(kInfinity); },
                 "epsilons", "found inf", "at most 10"},
        BadValue{"pixel_epsilon", "fgsm", [](AttackRecipe& r) { r.add_epsilons(16); }, "epsilons",
                 "found 16", "at most 10, in normalised units"},
        BadValue{"no_steps", "iterative", [](AttackRecipe& r) { r.set_steps(0); }, "steps",
                 "found 0", "at least 1"},
        BadValue{"negative_steps", "pgd", [](AttackRecipe& r) { r.set_steps(-2); }, "steps",
                 "found -2", "at least 1"},
        BadValue{"fgsm_with_steps", "fgsm", [](AttackRecipe& r) { r.set_steps(5); }, "steps",
                 "it is set", "none, as fgsm has no steps"},
        BadValue{"step_size_0", "iterative",
                 [](AttackRecipe& r) { r.set_step_size_per_epsilon(0); }, "step_size_per_epsilon",
                 "found 0", "above 0"},
        BadValue{"infinite_step_size", "pgd",
                 [](AttackRecipe& r) { r.set_step_size_per_epsilon(kInfinity); },
                 "step_size_per_epsilon", "found inf", "above 0"},
        BadValue{"square_with_steps", "square",
                 [](AttackRecipe& r) { r.set_step_size_per_epsilon(1); }, "step_size_per_epsilon",
                 "it is set", "none, as square"},
        BadValue{"no_restarts", "pgd", [](AttackRecipe& r) { r.set_restarts(0); }, "restarts",
                 "found 0", "at least 1"},
        BadValue{"iterative_restarts", "iterative", [](AttackRecipe& r) { r.set_restarts(2); },
                 "restarts", "it is set", "none, as iterative"},
        BadValue{"no_queries", "square", [](AttackRecipe& r) { r.set_queries(0); }, "queries",
                 "found 0", "at least 1"},
        BadValue{"pgd_queries", "pgd", [](AttackRecipe& r) { r.set_queries(9); }, "queries",
                 "it is set", "none, as pgd"},
        BadValue{"no_images", "fgsm", [](AttackRecipe& r) { r.set_images(0); }, "images", "found 0",
                 "at least 1, or not set"},
        BadValue{"no_batch", "fgsm", [](AttackRecipe& r) { r.set_batch_size(0); }, "batch_size",
                 "found 0", "from 1 to 65536"},
        BadValue{"no_precision", "fgsm",
                 [](AttackRecipe& r) { r.set_precision(Recipe::PRECISION_UNSPECIFIED); },
                 "precision", "unspecified", "FP32 or BF16_AUTOCAST"},
        BadValue{"no_device", "fgsm",
                 [](AttackRecipe& r) { r.set_device(Recipe::DEVICE_UNSPECIFIED); }, "device",
                 "unspecified", "CPU or CUDA"},
        BadValue{"no_threads", "fgsm", [](AttackRecipe& r) { r.set_threads(0); }, "threads",
                 "found 0", "from 1 to 1024"}),
    [](const ::testing::TestParamInfo<BadValue>& info) { return std::string(info.param.name); });

TEST(CanonicalAttackRecipeTest, FillsTheAttacksDefaultsThenTheSchemas) {
  const AttackRecipe iterative = CanonicalAttackRecipe(GoodRecipe("iterative"));
  EXPECT_EQ(iterative.steps(), 5);
  EXPECT_EQ(iterative.step_size_per_epsilon(), 0.2);
  EXPECT_FALSE(iterative.has_restarts());
  EXPECT_EQ(iterative.objective(), AttackRecipe::OWN_LOSS);
  EXPECT_EQ(iterative.target_seed(), 444);
  EXPECT_TRUE(iterative.has_threads());
  EXPECT_EQ(CanonicalAttackRecipe(GoodRecipe("square")).objective(), AttackRecipe::MARGIN);
}

TEST(CanonicalAttackRecipeTest, SetsEveryFieldWithADefault) {
  const AttackRecipe recipe = CanonicalAttackRecipe(GoodRecipe("pgd"));
  for (int i = 0; i < AttackRecipe::descriptor()->field_count(); ++i) {
    const auto* field = AttackRecipe::descriptor()->field(i);
    if (!field->has_default_value()) continue;
    EXPECT_TRUE(recipe.GetReflection()->HasField(recipe, field)) << field->full_name();
  }
}

TEST(CanonicalAttackRecipeTest, KeepsWhatIsSet) {
  AttackRecipe recipe = GoodRecipe("pgd");
  recipe.set_steps(7);
  recipe.set_images(100);
  const AttackRecipe canonical = CanonicalAttackRecipe(recipe);
  EXPECT_EQ(canonical.steps(), 7);
  EXPECT_EQ(canonical.images(), 100);
  EXPECT_EQ(canonical.epsilons_size(), 2);
}

TEST(AttackRecipeSha256Test, DoesNotDependOnHowDefaultsAreWritten) {
  AttackRecipe explicit_default = GoodRecipe("iterative");
  explicit_default.set_steps(5);
  explicit_default.set_target_seed(444);
  EXPECT_EQ(AttackRecipeSha256(GoodRecipe("iterative")), AttackRecipeSha256(explicit_default));
}

TEST(AttackRecipeSha256Test, DependsOnEveryValue) {
  AttackRecipe other = GoodRecipe("iterative");
  other.add_epsilons(0.2);
  EXPECT_NE(AttackRecipeSha256(GoodRecipe("iterative")), AttackRecipeSha256(other));
}

}  // namespace
}  // namespace labelrep
