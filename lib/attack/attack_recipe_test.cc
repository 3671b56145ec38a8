#include "lib/attack/attack_recipe.h"

#include <functional>
#include <limits>
#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "lib/attack/attack_facts.h"
#include "lib/base/digest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const AttackFactsRegistration kByLength("by_length", "defaults { batch_size: 1 } norm: L2");

AttackRecipe GoodRecipe(const std::string& attack) {
  AttackRecipe recipe;
  recipe.set_attack(attack);
  recipe.add_epsilons(0.05);
  recipe.add_epsilons(0.1);
  return recipe;
}

TEST(ValidateAttackRecipeTest, AcceptsEveryAttackWithItsDefaults) {
  for (const std::string& attack : KnownAttacks()) {
    EXPECT_OK(ValidateAttackRecipe(GoodRecipe(attack), "run"));
    if (FindAttackFacts(attack)->own_targets()) continue;
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
                 "one of apgd, apgd_t, auto, by_length, fab_t, fgsm, iterative, pgd, square"},
        BadValue{"no_objective", "fgsm",
                 [](AttackRecipe& r) { r.set_objective(AttackRecipe::OBJECTIVE_UNSPECIFIED); },
                 "objective", "unspecified", "OWN_LOSS, MARGIN, CROSS_ENTROPY or DLR"},
        BadValue{"square_with_loss", "square",
                 [](AttackRecipe& r) { r.set_objective(AttackRecipe::OWN_LOSS); }, "objective",
                 "found OWN_LOSS", "MARGIN, as square sees class scores only"},
        BadValue{"square_with_ratio", "square",
                 [](AttackRecipe& r) { r.set_objective(AttackRecipe::DLR); }, "objective",
                 "found DLR", "MARGIN, as square sees class scores only"},
        BadValue{"suite_with_objective", "auto",
                 [](AttackRecipe& r) { r.set_objective(AttackRecipe::DLR); }, "objective",
                 "found DLR", "none, as auto chooses what it raises"},
        BadValue{"targets_of_its_own", "apgd_t", [](AttackRecipe& r) { r.set_targeted(true); },
                 "targeted", "found true", "apgd_t chooses the classes that it aims at"},
        BadValue{"no_targets", "fab_t", [](AttackRecipe& r) { r.set_target_classes(0); },
                 "target_classes", "found 0", "at least 1"},
        BadValue{"pgd_targets", "pgd", [](AttackRecipe& r) { r.set_target_classes(9); },
                 "target_classes", "it is set", "none, as pgd"},
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
        BadValue{"length_epsilon", "by_length", [](AttackRecipe& r) { r.add_epsilons(1001); },
                 "epsilons", "found 1001", "at most 1000, in normalised units"},
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
  const AttackRecipe pgd = CanonicalAttackRecipe(GoodRecipe("pgd"));
  EXPECT_EQ(pgd.steps(), 20);
  EXPECT_EQ(pgd.step_size_per_epsilon(), 0.125);
  EXPECT_EQ(pgd.restarts(), 2);
  EXPECT_EQ(pgd.batch_size(), 128);
  const AttackRecipe apgd_t = CanonicalAttackRecipe(GoodRecipe("apgd_t"));
  EXPECT_EQ(apgd_t.objective(), AttackRecipe::DLR);
  EXPECT_EQ(apgd_t.target_classes(), 9);
  EXPECT_FALSE(pgd.has_target_classes());
  const AttackRecipe square = CanonicalAttackRecipe(GoodRecipe("square"));
  EXPECT_EQ(square.objective(), AttackRecipe::MARGIN);
  EXPECT_EQ(square.queries(), 1000);
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

TEST(ResultForRecipeTest, SaysWhatWasAskedForAndAnotherNorm) {
  const AttackResult result = ResultForRecipe(GoodRecipe("square"));
  EXPECT_EQ(result.recipe().queries(), 1000);
  EXPECT_EQ(result.recipe_sha256(), AttackRecipeSha256(GoodRecipe("square")));
  // So that the bytes of a result stay what they were.
  EXPECT_FALSE(result.has_norm());
  EXPECT_EQ(ResultForRecipe(GoodRecipe("by_length")).norm(), AttackResult::L2);
  EXPECT_EQ(ResultForRecipe(GoodRecipe("nobody")).recipe().attack(), "nobody");
}

TEST(AttackRecipeSha256Test, DoesNotDependOnHowDefaultsAreWritten) {
  AttackRecipe explicit_default = GoodRecipe("iterative");
  explicit_default.set_steps(5);
  explicit_default.set_target_seed(444);
  EXPECT_EQ(AttackRecipeSha256(GoodRecipe("iterative")), AttackRecipeSha256(explicit_default));
}

// Of recorded attacks, which are found by them: a default that changes one loses them all.
TEST(AttackRecipeSha256Test, IsWhatItWas) {
  const std::string common =
      " batch_size: 100 images: 100 precision: FP32 seed: 7 target_seed: 444 threads: 1 device: "
      "CPU";
  const struct {
    const char* recipe;
    const char* sha256;
  } kRecorded[] = {
      {"attack: 'fgsm' epsilons: [0.05, 0.1, 0.15, 0.2, 0.25, 0.3]",
       "fab6172be65e0025a9091611fed831fea55c44a99f0ab61d7b2757656ee09862"},
      {"attack: 'iterative' epsilons: [0.05, 0.1, 0.15, 0.2, 0.25, 0.3] targeted: true "
       "variant: RELEASE",
       "1a6d4477e77289cfae9780d5c8b9a41b2091d17cea0fc3f7e304bd0e025e6401"},
      {"attack: 'pgd' epsilons: 2 objective: MARGIN restarts: 1 step_size_per_epsilon: 0.25 "
       "steps: 10",
       "c8928ed65c036aec9abb282842486d889cc69b6a98b04a4f728cb0f680e743dc"},
      {"attack: 'square' epsilons: 0.1 queries: 100",
       "fd035b08ad605681aa95603677b96de28da3830ae973bcb8e1ae57258d42350a"},
  };
  for (const auto& [text, sha256] : kRecorded) {
    AttackRecipe recipe;
    ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(text + common, &recipe));
    EXPECT_EQ(AttackRecipeSha256(recipe), sha256) << text;
    // A canonical recipe has its digest without any facts.
    recipe = CanonicalAttackRecipe(recipe);
    EXPECT_EQ(Sha256Hex(SerializeDeterministically(recipe)), sha256) << text;
  }
}

TEST(AttackRecipeSha256Test, DependsOnEveryValue) {
  AttackRecipe other = GoodRecipe("iterative");
  other.add_epsilons(0.2);
  EXPECT_NE(AttackRecipeSha256(GoodRecipe("iterative")), AttackRecipeSha256(other));
}

}  // namespace
}  // namespace labelrep
