#include <ostream>
#include <string>
#include <vector>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/attack/attack.h"
#include "lib/attack/attack_facts.h"
#include "lib/attack/attack_testing.h"
#include "lib/base/status_matchers.h"
#include "lib/eval/synthetic_labels.h"
#include "lib/graph/graph_testing.h"

namespace labelrep {
namespace {

constexpr int32_t kClasses = 4;
constexpr int64_t kImages = 9;
constexpr char kEpsilons[] = " epsilons: [0.05, 0.3, 1.5] batch_size: 4";

const char* const kRecipes[] = {
    "attack: 'fgsm'",
    "attack: 'fgsm' objective: MARGIN",
    "attack: 'fgsm' targeted: true",
    "attack: 'fgsm' variant: RELEASE",
    "attack: 'fgsm' variant: RELEASE targeted: true",
    "attack: 'iterative'",
    "attack: 'iterative' step_size_per_epsilon: 0.7",
    "attack: 'iterative' step_size_per_epsilon: 0.7 variant: RELEASE",
    "attack: 'iterative' targeted: true objective: MARGIN",
    "attack: 'iterative' variant: RELEASE targeted: true",
    "attack: 'pgd' steps: 4",
    "attack: 'pgd' steps: 4 objective: MARGIN",
    "attack: 'pgd' steps: 4 objective: MARGIN targeted: true step_size_per_epsilon: 3",
    "attack: 'square' queries: 20",
    "attack: 'square' queries: 20 targeted: true",
    "attack: 'pgd' steps: 4 objective: DLR",
    "attack: 'apgd' steps: 12",
    "attack: 'apgd' steps: 12 restarts: 2 objective: DLR",
    "attack: 'apgd' steps: 12 objective: MARGIN targeted: true",
    "attack: 'apgd' steps: 12 objective: OWN_LOSS",
    "attack: 'apgd_t' steps: 12",
    "attack: 'apgd_t' steps: 12 objective: CROSS_ENTROPY target_classes: 2",
    "attack: 'fab_t' steps: 12",
    "attack: 'auto' steps: 12 queries: 20",
};

AttackOutcome RunIt(const ModelView& model, const AttackBatch& batch, const std::string& recipe) {
  auto outcome = RunAttack(model, batch, RecipeFromText(recipe + kEpsilons));
  EXPECT_OK(outcome);
  return *std::move(outcome);
}

// The first of kEpsilons at which an attack changes an image of the fake models: one that seeks the
// smallest change that misleads leaves an image alone where that is larger than epsilon.
int FirstChanging(const std::string& recipe) { return absl::StrContains(recipe, "fab_t") ? 2 : 0; }

bool All(const at::Tensor& condition) { return condition.all().item<bool>(); }

struct Case {
  std::string name;
  std::string recipe;
  LabelSet labels;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.recipe; }

std::vector<Case> AllCases() {
  std::vector<Case> cases;
  for (size_t i = 0; i < std::size(kRecipes); ++i) {
    cases.push_back({absl::StrCat("category", i), kRecipes[i], SyntheticCategoryLabels(kClasses)});
    cases.push_back(
        {absl::StrCat("decoder", i), kRecipes[i], SyntheticRegressionLabels(kClasses, {4, 4})});
  }
  return cases;
}

class AttacksTest : public ::testing::TestWithParam<Case> {};

TEST_P(AttacksTest, StaysInTheEpsilonBallAndTheRange) {
  const FrozenModel model = FakeFrozenModel(GetParam().labels);
  const AttackBatch batch = FakeAttackBatch(model, kImages);
  const AttackOutcome outcome = RunIt(model, batch, GetParam().recipe);
  const double epsilons[] = {0.05, 0.3, 1.5};
  // The smallest element of an image may be less than what black is in another channel.
  const bool ranged = !absl::StrContains(GetParam().recipe, "RELEASE");
  ASSERT_EQ(outcome.epsilons.size(), 3);
  for (int e = 0; e < 3; ++e) {
    const at::Tensor& images = outcome.epsilons[e].images;
    EXPECT_TRUE(All(images >= batch.images - epsilons[e]));
    EXPECT_TRUE(All(images <= batch.images + epsilons[e]));
    if (e >= FirstChanging(GetParam().recipe)) {
      EXPECT_FALSE(at::equal(images, batch.images)) << e;
    }
    if (!ranged) continue;
    EXPECT_TRUE(All(images >= batch.range.lowest));
    EXPECT_TRUE(All(images <= batch.range.highest));
  }
}

TEST_P(AttacksTest, DecisionsAreThoseOnItsImages) {
  const FrozenModel model = FakeFrozenModel(GetParam().labels, Arithmetic::kFloat64);
  const AttackBatch batch = FakeAttackBatch(model, kImages);
  for (const EpsilonOutcome& found : RunIt(model, batch, GetParam().recipe).epsilons) {
    EXPECT_TRUE(at::equal(found.decisions, model.Decide(model.Outputs(found.images))));
  }
}

TEST_P(AttacksTest, RaisesItsObjective) {
  const FrozenModel model = FakeFrozenModel(GetParam().labels, Arithmetic::kFloat64);
  const AttackBatch batch = FakeAttackBatch(model, kImages);
  const Objective objective = ObjectiveOf(RecipeFromText(GetParam().recipe + kEpsilons));
  const auto mean = [&](const at::Tensor& images) {
    return ObjectiveValues(model, objective, model.Outputs(images), batch.aims)
        .mean()
        .item<double>();
  };
  const AttackOutcome outcome = RunIt(model, batch, GetParam().recipe);
  EXPECT_GT(mean(outcome.epsilons[FirstChanging(GetParam().recipe)].images), mean(batch.images));
}

TEST_P(AttacksTest, SameBytesTwice) {
  const FrozenModel model = FakeFrozenModel(GetParam().labels);
  const AttackBatch batch = FakeAttackBatch(model, kImages);
  const AttackOutcome once = RunIt(model, batch, GetParam().recipe);
  const AttackOutcome twice = RunIt(model, batch, GetParam().recipe);
  for (int e = 0; e < 3; ++e) {
    EXPECT_TRUE(at::equal(once.epsilons[e].images, twice.epsilons[e].images));
    EXPECT_TRUE(at::equal(once.epsilons[e].decisions, twice.epsilons[e].decisions));
  }
}

// In float64, where rounding does not turn the sign of a gradient.
TEST_P(AttacksTest, DoesNotDependOnTheBatch) {
  const FrozenModel model = FakeFrozenModel(GetParam().labels, Arithmetic::kFloat64);
  const AttackBatch batch = FakeAttackBatch(model, kImages);
  const AttackOutcome together = RunIt(model, batch, GetParam().recipe);
  for (const auto& [first, count] : {std::pair<int64_t, int64_t>{0, 1}, {1, 5}, {6, 3}}) {
    const AttackOutcome part = RunIt(model, PartOf(batch, first, count), GetParam().recipe);
    for (int e = 0; e < 3; ++e) {
      const EpsilonOutcome& whole = together.epsilons[e];
      EXPECT_TRUE(
          at::allclose(part.epsilons[e].images, whole.images.narrow(0, first, count), 0, 1e-12));
      EXPECT_TRUE(at::equal(part.epsilons[e].decisions, whole.decisions.narrow(0, first, count)));
    }
  }
}

TEST_P(AttacksTest, RunsInBfloat16) {
  const FrozenModel model = FakeFrozenModel(GetParam().labels, Arithmetic::kBfloat16);
  const AttackBatch batch = FakeAttackBatch(model, kImages);
  for (const EpsilonOutcome& found : RunIt(model, batch, GetParam().recipe).epsilons) {
    EXPECT_EQ(found.images.scalar_type(), at::kFloat);
    EXPECT_TRUE(All((found.decisions >= 0).logical_and(found.decisions < kClasses)));
  }
}

// Those that repeat passes of as many images.
TEST(RecordedAttacksTest, LeaveTheBytesOfPlainPasses) {
  for (const LabelSet& labels :
       {SyntheticCategoryLabels(kClasses), SyntheticRegressionLabels(kClasses, {4, 4})}) {
    const FrozenModel model = FakeFrozenModel(labels);
    AttackBatch batch = FakeAttackBatch(model, kImages);
    for (const std::string recipe :
         {"attack: 'iterative' targeted: true", "attack: 'pgd' steps: 6",
          "attack: 'square' queries: 20", "attack: 'apgd' steps: 12 objective: CROSS_ENTROPY"}) {
      batch.graphs = {};
      const AttackOutcome plain = RunIt(model, batch, recipe);
      GraphCounts counts;
      batch.graphs = DeferredGraphs(counts);
      const AttackOutcome recorded = RunIt(model, batch, recipe);
      for (int e = 0; e < 3; ++e) {
        EXPECT_TRUE(at::equal(recorded.epsilons[e].images, plain.epsilons[e].images)) << recipe;
        EXPECT_TRUE(at::equal(recorded.epsilons[e].decisions, plain.epsilons[e].decisions));
      }
      EXPECT_GT(counts.replayed, 0) << recipe;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, AttacksTest, ::testing::ValuesIn(AllCases()),
                         [](const ::testing::TestParamInfo<Case>& info) {
                           return info.param.name;
                         });

TEST(AttackCatalogueTest, EveryEntryHasItsAttack) {
  const FrozenModel model = FakeFrozenModel(SyntheticCategoryLabels(kClasses));
  const AttackBatch batch = FakeAttackBatch(model, kImages);
  ASSERT_FALSE(KnownAttacks().empty());
  for (const std::string& name : KnownAttacks()) {
    AttackRecipe recipe = RecipeFromText(absl::StrCat("attack: '", name, "'", kEpsilons));
    if (recipe.has_steps()) recipe.set_steps(1);
    if (recipe.has_restarts()) recipe.set_restarts(1);
    if (recipe.has_queries()) recipe.set_queries(2);
    if (recipe.has_target_classes()) recipe.set_target_classes(1);
    LABELREP_ASSERT_OK_AND_ASSIGN(const AttackOutcome outcome, RunAttack(model, batch, recipe));
    EXPECT_EQ(outcome.epsilons.size(), 3) << name;
  }
}

class OneAttackTest : public ::testing::Test {
 protected:
  const FrozenModel model_ = FakeFrozenModel(SyntheticRegressionLabels(kClasses, {4, 4}));
  const AttackBatch batch_ = FakeAttackBatch(model_, kImages);

  at::Tensor Gradient(const at::Tensor& images, bool targeted = false) const {
    return ObjectiveGradient(model_, {AttackRecipe::OWN_LOSS, targeted}, images, batch_.aims,
                             kImages);
  }
};

TEST_F(OneAttackTest, FgsmIsItsFormula) {
  const AttackOutcome outcome = RunIt(model_, batch_, "attack: 'fgsm'");
  const at::Tensor step = 0.3 * Gradient(batch_.images).sign();
  EXPECT_TRUE(at::equal(outcome.epsilons[1].images, batch_.range.Clamp(batch_.images + step)));
  EXPECT_FALSE(outcome.zero_gradients.any().item<bool>());
}

TEST_F(OneAttackTest, TargetedFgsmGoesDownTheLossToTheTarget) {
  const AttackOutcome outcome = RunIt(model_, batch_, "attack: 'fgsm' targeted: true");
  const at::Tensor inputs = batch_.images.detach().clone().requires_grad_();
  model_.Losses(model_.Outputs(inputs), model_.Targets(batch_.aims.targets)).sum().backward();
  const at::Tensor expected = batch_.range.Clamp(batch_.images - 0.3 * inputs.grad().sign());
  EXPECT_TRUE(at::equal(outcome.epsilons[1].images, expected));
}

TEST_F(OneAttackTest, ReleaseFgsmStaysInTheImagesOwnRange) {
  const AttackOutcome outcome = RunIt(model_, batch_, "attack: 'fgsm' variant: RELEASE");
  const at::Tensor lowest = batch_.images.amin({1, 2, 3});
  const at::Tensor highest = batch_.images.amax({1, 2, 3});
  for (const EpsilonOutcome& found : outcome.epsilons) {
    EXPECT_TRUE(All(found.images.amin({1, 2, 3}) >= lowest));
    EXPECT_TRUE(All(found.images.amax({1, 2, 3}) <= highest));
  }
  EXPECT_TRUE(at::equal(outcome.epsilons[2].images.amax({1, 2, 3}), highest));
}

TEST_F(OneAttackTest, OneFullIterativeStepIsFgsm) {
  const AttackOutcome one =
      RunIt(model_, batch_, "attack: 'iterative' steps: 1 step_size_per_epsilon: 1");
  const AttackOutcome fgsm = RunIt(model_, batch_, "attack: 'fgsm'");
  for (int e = 0; e < 3; ++e) {
    // x + (x + s - x) against x + s: two roundings of numbers below 8.
    EXPECT_TRUE(at::allclose(one.epsilons[e].images, fgsm.epsilons[e].images, 0, 1e-6));
  }
}

TEST_F(OneAttackTest, IterativeClipsTheWholeChange) {
  const std::string recipe = "attack: 'iterative' step_size_per_epsilon: ";
  const at::Tensor idle = RunIt(model_, batch_, recipe + "0.2").epsilons[1].images;
  const at::Tensor busy = RunIt(model_, batch_, recipe + "0.7").epsilons[1].images;
  EXPECT_FALSE(at::equal(idle, busy));
  // 5 steps of 0.7 epsilon along one sign would be 3.5 epsilon.
  EXPECT_NEAR((busy - batch_.images).abs().max().item<double>(), 0.3, 1e-6);
}

TEST_F(OneAttackTest, ReleaseIterativeAddsUpGradientsAndDoesNotClamp) {
  const AttackOutcome outcome =
      RunIt(model_, batch_, "attack: 'iterative' variant: RELEASE steps: 3");
  at::Tensor images = batch_.images, sum = at::zeros_like(images);
  for (int step = 0; step < 3; ++step) {
    sum = sum + Gradient(images);
    const at::Tensor change = images + 0.2 * 1.5 * sum.sign() - batch_.images;
    images = batch_.images + at::clamp(change, -1.5, 1.5);
  }
  EXPECT_TRUE(at::allclose(outcome.epsilons[2].images, images, 0, 1e-5));
  EXPECT_FALSE(at::equal(images, batch_.range.Clamp(images)));
}

TEST_F(OneAttackTest, PgdKeepsTheFirstStartThatMisleads) {
  const std::string recipe = "attack: 'pgd' steps: 2 objective: MARGIN restarts: ";
  const AttackOutcome one = RunIt(model_, batch_, recipe + "1");
  const AttackOutcome three = RunIt(model_, batch_, recipe + "3");
  for (int e = 0; e < 3; ++e) {
    const at::Tensor misled = one.epsilons[e].decisions != batch_.aims.classes;
    const at::Tensor still = three.epsilons[e].decisions != batch_.aims.classes;
    EXPECT_TRUE(All(still.logical_or(misled.logical_not())));
    const at::Tensor rows = misled.nonzero().squeeze(1);
    EXPECT_TRUE(at::equal(three.epsilons[e].images.index_select(0, rows),
                          one.epsilons[e].images.index_select(0, rows)));
  }
}

TEST_F(OneAttackTest, PgdDependsOnTheSeed) {
  const AttackOutcome one = RunIt(model_, batch_, "attack: 'pgd' steps: 1 seed: 1");
  const AttackOutcome two = RunIt(model_, batch_, "attack: 'pgd' steps: 1 seed: 2");
  EXPECT_FALSE(at::equal(one.epsilons[1].images, two.epsilons[1].images));
}

TEST_F(OneAttackTest, SquareCountsItsQueries) {
  const AttackOutcome outcome = RunIt(model_, batch_, "attack: 'square' queries: 30");
  EXPECT_FALSE(outcome.zero_gradients.defined());
  for (const EpsilonOutcome& found : outcome.epsilons) {
    EXPECT_TRUE(All(found.queries >= 1));
    EXPECT_TRUE(All(found.queries <= 30));
    // Whoever still decides correctly was asked to the end.
    const at::Tensor correct = found.decisions == batch_.aims.classes;
    EXPECT_TRUE(All((found.queries == 30).logical_or(correct.logical_not())));
  }
}

TEST_F(OneAttackTest, SquareChangesEveryElementToItsBound) {
  const AttackOutcome outcome = RunIt(model_, batch_, "attack: 'square' queries: 30");
  const at::Tensor low = batch_.range.Clamp(batch_.images - 0.3);
  const at::Tensor high = batch_.range.Clamp(batch_.images + 0.3);
  const at::Tensor& images = outcome.epsilons[1].images;
  EXPECT_TRUE(All((images == low).logical_or(images == high)));
}

TEST_F(OneAttackTest, ApgdTowardsEachClassMisleadsWhatEachTargetedApgdDoes) {
  const std::string apgd = "attack: 'apgd' steps: 12 objective: DLR targeted: true";
  const at::Tensor found =
      RunIt(model_, batch_, "attack: 'apgd_t' steps: 12").epsilons[0].decisions;
  AttackBatch batch = batch_;
  int64_t reached = 0;
  for (int64_t shift = 1; shift < kClasses; ++shift) {
    batch.aims.targets = (batch_.aims.classes + shift).remainder(kClasses);
    const at::Tensor one = RunIt(model_, batch, apgd).epsilons[0].decisions;
    const at::Tensor misled = one != batch.aims.classes;
    reached += misled.sum().item<int64_t>();
    EXPECT_TRUE(All((found != batch.aims.classes).logical_or(misled.logical_not())));
  }
  EXPECT_GT(reached, 0);
}

// The change that FAB finds is the same at every epsilon, and no larger than it must be: with 0.7
// of it, APGD finds nothing on most images.
TEST_F(OneAttackTest, FabFindsSmallChanges) {
  const EpsilonOutcome found = RunIt(model_, batch_, "attack: 'fab_t' steps: 30").epsilons[2];
  EXPECT_TRUE(All(found.decisions != batch_.aims.classes));
  int misled = 0;
  for (int64_t i = 0; i < kImages; ++i) {
    const AttackBatch one = PartOf(batch_, i, 1);
    const double size = (found.images[i] - one.images[0]).abs().max().item<double>();
    const auto outcome = RunAttack(
        model_, one, RecipeFromText(absl::StrCat("attack: 'apgd' epsilons: ", 0.7 * size)));
    ASSERT_OK(outcome);
    misled += (outcome->epsilons[0].decisions != one.aims.classes).sum().item<int>();
  }
  EXPECT_LE(misled, 2);
}

// What each of its attacks finds alone, on what those before it left.
TEST_F(OneAttackTest, AutoTakesWhatOneLeavesToTheNext) {
  const std::string recipes[] = {"attack: 'apgd' steps: 1", "attack: 'apgd_t' steps: 1",
                                 "attack: 'fab_t' steps: 1", "attack: 'square' queries: 60"};
  const AttackOutcome together = RunIt(model_, batch_, "attack: 'auto' steps: 1 queries: 60");
  EXPECT_EQ(together.suite, (std::vector<std::string>{"apgd", "apgd_t", "fab_t", "square"}));
  for (int e = 0; e < 3; ++e) {
    at::Tensor open = at::arange(kImages);
    int64_t number = 0;
    for (const std::string& recipe : recipes) {
      ++number;
      if (open.numel() == 0) break;
      const EpsilonOutcome alone = RunIt(model_, batch_.Select(open), recipe).epsilons[e];
      const at::Tensor misled = alone.decisions != batch_.aims.classes.index_select(0, open);
      const at::Tensor places = open.index_select(0, misled.nonzero().squeeze(1));
      const EpsilonOutcome& suite = together.epsilons[e];
      EXPECT_TRUE(All(suite.members.index_select(0, places) == number)) << e << " " << recipe;
      EXPECT_TRUE(at::equal(suite.decisions.index_select(0, places),
                            alone.decisions.index_select(0, misled.nonzero().squeeze(1))));
      open = open.index_select(0, misled.logical_not().nonzero().squeeze(1));
    }
    EXPECT_TRUE(All(together.epsilons[e].members.index_select(0, open) == 0));
    EXPECT_TRUE(at::equal(together.epsilons[e].members > 0,
                          together.epsilons[e].decisions != batch_.aims.classes));
  }
}

}  // namespace
}  // namespace labelrep
