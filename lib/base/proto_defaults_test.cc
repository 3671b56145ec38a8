#include "lib/base/proto_defaults.h"

#include "gtest/gtest.h"
#include "results/run.pb.h"

namespace labelrep {
namespace {

TEST(FillDefaultsTest, SetsEachTypeOfDefault) {
  Recipe recipe;
  FillDefaults(&recipe);
  EXPECT_TRUE(recipe.has_batch_size());
  EXPECT_TRUE(recipe.has_momentum());
  EXPECT_TRUE(recipe.has_precision());
  EXPECT_TRUE(recipe.has_augment());
  EXPECT_EQ(recipe.batch_size(), 128);
}

TEST(FillDefaultsTest, LeavesFieldsWithoutADefaultAndMessagesThatAreNotThere) {
  Recipe recipe;
  FillDefaults(&recipe);
  EXPECT_FALSE(recipe.has_epochs());
  EXPECT_FALSE(recipe.has_label());
  EXPECT_FALSE(recipe.has_one_cycle());
}

TEST(FillDefaultsTest, GoesIntoMessagesAndKeepsWhatIsSet) {
  Recipe recipe;
  recipe.mutable_label();
  recipe.set_batch_size(4);
  FillDefaults(&recipe);
  EXPECT_TRUE(recipe.label().has_seed());
  EXPECT_EQ(recipe.batch_size(), 4);
}

}  // namespace
}  // namespace labelrep
