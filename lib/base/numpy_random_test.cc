#include "lib/base/numpy_random.h"

#include <numeric>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

std::vector<int> ZeroTo(int n) {
  std::vector<int> values(n);
  std::iota(values.begin(), values.end(), 0);
  return values;
}

// r = numpy.random.RandomState(8); a = numpy.arange(64); r.shuffle(a); print(a)
TEST(NumpyRandomTest, ShufflesAsNumpyDoes) {
  NumpyRandomState random(8);
  std::vector<int> values = ZeroTo(64);
  random.Shuffle(values);
  EXPECT_THAT(values, ElementsAre(1, 56, 25, 12, 60, 16, 63, 59, 32, 23, 33, 35, 39, 37, 42, 6, 43,
                                  24, 36, 0, 50, 30, 57, 52, 47, 62, 22, 31, 51, 28, 53, 11, 17, 55,
                                  2, 58, 7, 4, 46, 54, 38, 14, 18, 34, 29, 15, 9, 13, 44, 27, 10,
                                  61, 21, 45, 48, 40, 19, 8, 26, 5, 41, 49, 20, 3));
}

// print([x.hex() for x in numpy.random.RandomState(7).random_sample(3)])
TEST(NumpyRandomTest, DrawsDoublesAsNumpyDoes) {
  NumpyRandomState random(7);
  EXPECT_EQ(random.NextDouble(), 0x1.388f0a7465c98p-4);
  EXPECT_EQ(random.NextDouble(), 0x1.8f5184146a0a7p-1);
  EXPECT_EQ(random.NextDouble(), 0x1.c0ee597d36686p-2);
}

// r = numpy.random.RandomState(2**32 - 1); a = numpy.arange(10); r.shuffle(a)
// print(a, r.random_sample())
TEST(NumpyRandomTest, ShufflingAndDrawingShareOneStream) {
  NumpyRandomState random(4294967295u);
  std::vector<int> values = ZeroTo(10);
  random.Shuffle(values);
  EXPECT_THAT(values, ElementsAre(6, 9, 5, 1, 8, 0, 7, 4, 2, 3));
  EXPECT_DOUBLE_EQ(random.NextDouble(), 0.5043860941616843);
}

TEST(NumpyRandomTest, IntervalsOfOneValueAndOfAll) {
  NumpyRandomState random(1);
  NumpyRandomState untouched(1);
  EXPECT_EQ(random.NextInterval(0), 0);
  // numpy.random.RandomState(1).randint(2**32, dtype='uint32')
  EXPECT_EQ(random.NextInterval(~uint32_t{0}), 1791095845u);
  std::vector<int> none;
  std::vector<int> one = {4};
  untouched.Shuffle(none);
  untouched.Shuffle(one);
  EXPECT_EQ(untouched.NextInterval(~uint32_t{0}), 1791095845u);
}

}  // namespace
}  // namespace labelrep
