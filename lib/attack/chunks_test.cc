#include "lib/attack/chunks.h"

#include <vector>

#include "ATen/Functions.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(InChunksTest, CoversAllRowsInOrderInEvenParts) {
  std::vector<int64_t> counts;
  const at::Tensor all = InChunks(9, 4, [&](int64_t first, int64_t count) {
    counts.push_back(count);
    return at::arange(first, first + count, at::kLong);
  });
  EXPECT_TRUE(at::equal(all, at::arange(9, at::kLong)));
  EXPECT_THAT(counts, ElementsAre(3, 3, 3));
}

TEST(InChunksTest, NeverPassesTheSize) {
  for (int64_t rows = 1; rows < 40; ++rows) {
    const at::Tensor all = InChunks(rows, 7, [&](int64_t first, int64_t count) {
      EXPECT_GE(count, 1);
      EXPECT_LE(count, 7);
      return at::arange(first, first + count, at::kLong);
    });
    EXPECT_TRUE(at::equal(all, at::arange(rows, at::kLong)));
  }
}

}  // namespace
}  // namespace labelrep
