#include "lib/attack/graphed_objective.h"

#include <gtest/gtest.h>

#include "ATen/Functions.h"
#include "ATen/TensorOperators.h"
#include "lib/attack/attack_testing.h"
#include "lib/eval/synthetic_labels.h"
#include "lib/graph/graph_testing.h"

namespace labelrep {
namespace {

constexpr int64_t kImages = 7;
constexpr int64_t kChunk = 4;

class GraphedObjectiveTest : public ::testing::TestWithParam<Objective> {
 protected:
  // The point of a plain call, and that of a graphed one after so many others that it is replayed.
  void ExpectSamePoint(const ObjectivePoint& found, const AttackBatch& batch) const {
    const ObjectivePoint expected = EvaluateObjective(
        model_,
        [&](const at::Tensor& outputs, const Aims& aims) {
          return ObjectiveValues(model_, GetParam(), outputs, aims);
        },
        batch.images, batch.aims, kChunk);
    EXPECT_TRUE(at::equal(found.values, expected.values));
    EXPECT_TRUE(at::equal(found.decisions, expected.decisions));
    if (found.gradients.defined()) {
      EXPECT_TRUE(at::equal(found.gradients, expected.gradients));
    }
  }

  FrozenModel model_ = FakeFrozenModel(SyntheticRegressionLabels(4, {4, 4}));
  GraphCounts counts_;
  GraphedObjective graphed_{model_, GetParam(), DeferredGraphs(counts_), kChunk};
};

TEST_P(GraphedObjectiveTest, RepliesAsAPlainCallDoes) {
  AttackBatch batch = FakeAttackBatch(model_, kImages);
  for (int step = 0; step < 4; ++step) {
    batch.images = batch.images + 0.1;
    ExpectSamePoint(graphed_.Evaluate(batch.images, batch.aims), batch);
    ExpectSamePoint(graphed_.Score(batch.images, batch.aims), batch);
    EXPECT_TRUE(at::equal(graphed_.Gradient(batch.images, batch.aims),
                          ObjectiveGradient(model_, GetParam(), batch.images, batch.aims, kChunk)));
  }
  // Of 4 and of 3 images, with gradients and without.
  EXPECT_EQ(counts_.recorded, 4);
  EXPECT_GT(counts_.replayed, counts_.recorded);
}

TEST_P(GraphedObjectiveTest, AnotherTemperatureIsRecordedAnew) {
  AttackBatch batch = FakeAttackBatch(model_, kImages);
  for (const double temperature : {2.0, 0.5}) {
    batch.aims.temperature = temperature;
    for (int call = 0; call < 4; ++call) {
      ExpectSamePoint(graphed_.Evaluate(batch.images, batch.aims), batch);
    }
  }
  EXPECT_EQ(counts_.recorded, 4);
}

INSTANTIATE_TEST_SUITE_P(Objectives, GraphedObjectiveTest,
                         ::testing::Values(Objective{AttackRecipe::OWN_LOSS},
                                           Objective{AttackRecipe::MARGIN, /*targeted=*/true},
                                           Objective{AttackRecipe::CROSS_ENTROPY},
                                           Objective{AttackRecipe::DLR, /*targeted=*/true}));

}  // namespace
}  // namespace labelrep
