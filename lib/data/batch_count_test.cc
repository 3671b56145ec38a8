#include "lib/data/batch_count.h"

#include "gtest/gtest.h"

namespace labelrep {
namespace {

TEST(BatchCountTest, KeepsASmallerLastBatchUnlessItHasOneImage) {
  EXPECT_EQ(CountBatches(0, 128), 0);
  EXPECT_EQ(CountBatches(1, 128), 1);
  EXPECT_EQ(CountBatches(2, 128), 1);
  EXPECT_EQ(CountBatches(128, 128), 1);
  EXPECT_EQ(CountBatches(129, 128), 1);
  EXPECT_EQ(CountBatches(130, 128), 2);
  EXPECT_EQ(CountBatches(257, 128), 2);
  EXPECT_EQ(CountBatches(45000, 128), 352);
  EXPECT_EQ(CountBatches(3, 1), 3);
}

}  // namespace
}  // namespace labelrep
