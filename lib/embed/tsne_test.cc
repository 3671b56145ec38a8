#include "lib/embed/tsne.h"

#include <cmath>
#include <limits>
#include <numeric>

#include "ATen/Parallel.h"
#include "ATen/TensorOperators.h"
#include "ATen/ops/stack.h"
#include "ATen/ops/tensor.h"
#include "ATen/ops/zeros.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/embed/class_separation.h"
#include "lib/embed/embed_testing.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

// That of make_goldens.py.
TsneRecipe GoldenRecipe() {
  TsneRecipe recipe;
  recipe.set_perplexity(10);
  recipe.set_seed(5);
  return recipe;
}

TsneRecipe ShortRecipe() {
  TsneRecipe recipe = GoldenRecipe();
  recipe.set_early_iterations(20);
  recipe.set_iterations(20);
  return recipe;
}

TEST(TsneTest, IsAsCloseToThePointsAsOpenTsne) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const TsneEmbedding found,
                                EmbedByTsne(Golden("points"), GoldenRecipe()));
  // What the two may differ by, as they end in minima of their own.
  EXPECT_LE(found.kl_divergence, 1.02 * Golden("kl_divergences").const_data_ptr<double>()[1]);
  EXPECT_GT(found.kl_divergence, 0);
}

TEST(TsneTest, KeepsClassesThatLieApartApart) {
  const at::Tensor classes = at::tensor(std::vector<int64_t>{0, 1, 2}).repeat({40});
  at::Tensor points = Golden("points").clone();
  points.select(1, 0).add_(classes * 100);
  LABELREP_ASSERT_OK_AND_ASSIGN(const TsneEmbedding found, EmbedByTsne(points, GoldenRecipe()));
  const at::Tensor plane =
      at::stack({at::tensor(found.points.x), at::tensor(found.points.y)}, /*dim=*/1);
  EXPECT_EQ(NeighborAccuracy(plane, classes, 3, 15), 1);
  EXPECT_NEAR(plane.mean(0).abs().max().item<double>(), 0, 1e-10);
}

TEST(TsneTest, TheSeedDecidesAndTheThreadsDoNot) {
  at::set_num_threads(1);
  LABELREP_ASSERT_OK_AND_ASSIGN(const TsneEmbedding one,
                                EmbedByTsne(Golden("points"), ShortRecipe()));
  at::set_num_threads(2);
  LABELREP_ASSERT_OK_AND_ASSIGN(const TsneEmbedding two,
                                EmbedByTsne(Golden("points"), ShortRecipe()));
  EXPECT_EQ(one.points.x, two.points.x);
  EXPECT_EQ(one.kl_divergence, two.kl_divergence);
  TsneRecipe other = ShortRecipe();
  other.set_seed(6);
  LABELREP_ASSERT_OK_AND_ASSIGN(const TsneEmbedding third, EmbedByTsne(Golden("points"), other));
  EXPECT_NE(one.points.x, third.points.x);
}

TEST(TsneTest, EqualPointsComeApart) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const TsneEmbedding found,
                                EmbedByTsne(at::zeros({40, 3}), GoldenRecipe()));
  EXPECT_TRUE(std::isfinite(found.kl_divergence));
  for (const double x : found.points.x) EXPECT_TRUE(std::isfinite(x));
  EXPECT_NE(found.points.x[0], found.points.x[1]);
}

TEST(TsneTest, TakesPointsOfOneDimension) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const TsneEmbedding found,
                                EmbedByTsne(Golden("points").narrow(1, 0, 1), ShortRecipe()));
  EXPECT_TRUE(std::isfinite(found.kl_divergence));
}

TEST(TsneTest, RefusesWhatItCannotEmbed) {
  EXPECT_THAT(EmbedByTsne(at::zeros({30, 3}), GoldenRecipe()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("found 30 points, expected at least 31 for a perplexity of 10")));
  EXPECT_THAT(EmbedByTsne(at::zeros({40}), GoldenRecipe()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("points of 1 dimensions")));
  at::Tensor points = at::zeros({40, 3});
  points[4][1] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(EmbedByTsne(points, GoldenRecipe()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("not finite")));
}

TEST(TsneTest, RefusesRecipesThatDoNotFit) {
  EXPECT_OK(ValidateTsneRecipe(TsneRecipe(), "test"));
  const auto expect_refused = [](const TsneRecipe& recipe, const char* message) {
    EXPECT_THAT(ValidateTsneRecipe(recipe, "test"),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(message)));
  };
  TsneRecipe recipe;
  recipe.set_perplexity(0.5);
  expect_refused(recipe, "test: tsne.perplexity: found 0.5, expected at least 1");
  recipe = TsneRecipe();
  recipe.set_momentum(1);
  expect_refused(recipe, "test: tsne.momentum: found 1, expected a number in [0, 1)");
  recipe = TsneRecipe();
  recipe.set_iterations(-1);
  expect_refused(recipe, "test: tsne.iterations: found -1, expected at least 0");
}

}  // namespace
}  // namespace labelrep
