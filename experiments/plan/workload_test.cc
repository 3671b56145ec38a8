#include "experiments/plan/workload.h"

#include <gtest/gtest.h>

namespace labelrep {
namespace {

TEST(WorkloadTest, CountsImagesOfTheWholeRun) {
  Recipe recipe;
  recipe.set_seed(7);
  recipe.set_epochs(16);
  recipe.set_batch_size(128);
  absl::StatusOr<Workload> workload = CountWorkload(recipe, 50000, 10000);
  ASSERT_TRUE(workload.ok()) << workload.status();
  EXPECT_EQ(workload->trained_images, 16 * 45000);
  EXPECT_EQ(workload->steps, 16 * 352);  // 351 full batches and one of 72
  EXPECT_EQ(workload->evaluated_images, 16 * 5000 + 10000);
}

TEST(WorkloadTest, FractionAndValidationIntervalCount) {
  Recipe recipe;
  recipe.set_seed(7);
  recipe.set_epochs(5);
  recipe.set_batch_size(128);
  recipe.set_train_fraction_percent(1);
  recipe.set_validate_every_epochs(2);
  absl::StatusOr<Workload> workload = CountWorkload(recipe, 50000, 10000);
  ASSERT_TRUE(workload.ok()) << workload.status();
  EXPECT_EQ(workload->trained_images, 5 * 500);
  EXPECT_EQ(workload->steps, 5 * 4);
  EXPECT_EQ(workload->evaluated_images, 3 * 5000 + 10000);
}

TEST(WorkloadTest, NothingToTrainOnIsAnError) {
  Recipe recipe;
  recipe.set_seed(7);
  recipe.set_epochs(5);
  recipe.set_train_fraction_percent(0.001);
  EXPECT_EQ(CountWorkload(recipe, 50000, 10000).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace labelrep
