#include "lib/attack/targets.h"

#include <cstdint>
#include <vector>

#include "ATen/Functions.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace labelrep {
namespace {

std::vector<int32_t> Classes(int count, int factor, int num_classes) {
  std::vector<int32_t> classes;
  for (int i = 0; i < count; ++i) classes.push_back(factor * i % num_classes);
  return classes;
}

// Goldens are from torch 2.13 in Python:
//   def targets(classes, n):
//       torch.manual_seed(444)
//       for y in classes:
//           t = int(torch.randint(0, n, (1,)))
//           while t == y: t = int(torch.randint(0, n, (1,)))
//           yield t
//   list(targets([i % 10 for i in range(40)], 10))
TEST(DrawTargetsTest, IsTorchsSequenceForTenClasses) {
  EXPECT_THAT(DrawTargets(Classes(40, 1, 10), 10, 444),
              testing::ElementsAre(7, 6, 1, 4, 5, 4, 3, 6, 0, 1, 4, 5, 6, 8, 2, 7, 8, 0, 4, 2, 6, 2,
                                   1, 2, 0, 6, 2, 8, 5, 8, 6, 8, 7, 4, 3, 9, 4, 4, 1, 5));
}

//   list(targets([7 * i % 100 for i in range(20)], 100))
TEST(DrawTargetsTest, IsTorchsSequenceForAHundredClasses) {
  EXPECT_THAT(DrawTargets(Classes(20, 7, 100), 100, 444),
              testing::ElementsAre(27, 76, 31, 44, 55, 64, 3, 76, 30, 91, 44, 65, 96, 98, 42, 87,
                                   58, 50, 74, 59));
}

//   sum(t * (i % 97) for i, t in enumerate(targets([i % 10 for i in range(10000)], 10)))
TEST(DrawTargetsTest, IsTorchsSequenceForAWholeTestSplit) {
  const std::vector<int32_t> targets = DrawTargets(Classes(10000, 1, 10), 10, 444);
  int64_t sum = 0;
  for (int64_t i = 0; i < 10000; ++i) sum += targets[i] * (i % 97);
  EXPECT_EQ(sum, 2148943);
}

TEST(DrawTargetsTest, NeverTheImagesOwnClass) {
  const std::vector<int32_t> classes = Classes(500, 1, 2);
  const std::vector<int32_t> targets = DrawTargets(classes, 2, 1);
  for (size_t i = 0; i < classes.size(); ++i) EXPECT_EQ(targets[i], 1 - classes[i]);
}

TEST(DrawTargetsTest, FirstImagesDoNotDependOnHowManyFollow) {
  const std::vector<int32_t> all = DrawTargets(Classes(50, 3, 10), 10, 444);
  EXPECT_EQ(DrawTargets(Classes(20, 3, 10), 10, 444),
            std::vector<int32_t>(all.begin(), all.begin() + 20));
}

TEST(NearestClassesTest, AreTheOthersByScore) {
  const at::Tensor scores =
      at::tensor({1.0f, 4.0f, 2.5f, 3.0f, 7.0f, 2.0f, 2.0f, 0.0f}).view({2, 4});
  const at::Tensor classes = at::tensor({2, 0}, at::kLong);
  // A tie goes to the lower class.
  EXPECT_TRUE(at::equal(NearestClasses(scores, classes, 2),
                        at::tensor({1, 3, 1, 2}, at::kLong).view({2, 2})));
  EXPECT_TRUE(at::equal(NearestClasses(scores, classes, 9),
                        at::tensor({1, 3, 0, 1, 2, 3}, at::kLong).view({2, 3})));
}

}  // namespace
}  // namespace labelrep
