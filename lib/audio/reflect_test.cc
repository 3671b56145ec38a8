#include "lib/audio/reflect.h"

#include <vector>

#include "gtest/gtest.h"

namespace labelrep {
namespace {

// numpy.pad([0, 1, 2, 3], 7, mode="reflect")
TEST(ReflectTest, IsNumpysReflection) {
  const std::vector<int64_t> expected = {1, 0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2};
  for (int64_t i = -7; i < 11; ++i) EXPECT_EQ(Reflect(i, 4), expected[i + 7]) << i;
}

TEST(ReflectTest, ASingleSampleIsEverywhere) {
  for (const int64_t i : {-3, 0, 5}) EXPECT_EQ(Reflect(i, 1), 0);
}

}  // namespace
}  // namespace labelrep
