#include <algorithm>

#include "gtest/gtest.h"
#include "labels/label_testing.h"

namespace labelrep {
namespace {

std::vector<float> Column(const std::vector<float>& label, int column) {
  std::vector<float> values;
  for (int row = 0; row < 64; ++row) values.push_back(label[row * 64 + column]);
  return values;
}

// From NumPy: r = RandomState(8); twice: a = arange(64); r.shuffle(a); a[:4]
constexpr int kFirstColumns[2][4] = {{1, 56, 25, 12}, {22, 13, 36, 21}};

TEST(ShuffleTest, PermutesTheColumnsOfSpeech) {
  const LabelSet speech = MakeTestLabels("speech");
  const LabelSet shuffle = MakeTestLabels("shuffle");
  for (int i = 0; i < 2; ++i) {
    for (int k = 0; k < 4; ++k) {
      EXPECT_EQ(Column(LabelValues(shuffle, i), k),
                Column(LabelValues(speech, i), kFirstColumns[i][k]));
    }
  }
  for (int i = 0; i < 4; ++i) {
    std::vector<float> before = LabelValues(speech, i), after = LabelValues(shuffle, i);
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    EXPECT_EQ(before, after);
  }
}

}  // namespace
}  // namespace labelrep
