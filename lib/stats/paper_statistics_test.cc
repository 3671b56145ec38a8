// Table 2 on the label files of the paper's authors.
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/base/npy.h"
#include "lib/base/status_matchers.h"
#include "lib/stats/label_statistics.h"

namespace labelrep {
namespace {

// A number as the protocol writes it: correct to the last digit given.
struct Written {
  double value;
  double last_digit;
};

void ExpectWritten(double measured, const Written& written, const std::string& what) {
  // Half a unit in the last place; a little more, as some of them lie at the edge (5.64349
  // as 5.643).
  EXPECT_NEAR(measured, written.value, 0.501 * written.last_digit) << what;
}

struct Expected {
  const char* file;
  Written entropy;
  Written entropy_std;
  Written l1;
  Written l2;
};

LabelSet ReadLabels(const std::string& file) {
  LabelSet labels;
  labels.mutable_recipe()->set_kind(file);
  const absl::StatusOr<Array> array = ReadNpy("../paper_labels/label_files/" + file);
  EXPECT_OK(array);
  if (!array.ok()) return labels;
  for (int64_t i = 0; i < array->shape[0]; ++i)
    labels.add_class_names("class " + std::to_string(i));
  for (size_t i = 1; i < array->shape.size(); ++i)
    labels.add_shape(static_cast<int>(array->shape[i]));
  const absl::StatusOr<std::vector<float>> values = array->ToFiniteFloats();
  EXPECT_OK(values);
  if (values.ok()) labels.mutable_values()->Add(values->begin(), values->end());
  return labels;
}

// Protocol, "Statistics". An entropy of 12 is that of 4096 different values, less a few that are
// equal.
constexpr Written kAny = {0, 1e9};
constexpr Expected kExpected[] = {
    {"cifar10_uniform.npy", {0, 1e-9}, {0, 1e-9}, {1668.74, .01}, {26.074, .001}},
    {"cifar10_speech.npy", {11.349, .001}, {.345, .001}, {627.91, .01}, {12.944, .001}},
    {"cifar10_shuffle.npy", {11.349, .001}, {.345, .001}, {948.29, .01}, {18.862, .001}},
    {"cifar10_composite.npy", {12, .001}, kAny, {998.93, .01}, {19.359, .001}},
    {"cifar10_random.npy", {12, .001}, kAny, {1367.13, .01}, {26.137, .001}},
    {"cifar10_lowdim.npy", {3.322, .001}, kAny, {3.41, .01}, {1.297, .001}},
    {"cifar10_bert.npy", {11.055, .001}, kAny, {205.00, .01}, {6.099, .001}},
    {"cifar10_glove.npy", {5.644, .001}, kAny, {7.35, .01}, {1.301, .001}},
    {"cifar100_uniform.npy", {0, 1e-9}, {0, 1e-9}, {1392.92, .01}, {21.764, .001}},
    {"cifar100_speech.npy", {11.366, .001}, {.320, .001}, {642.67, .01}, {13.147, .001}},
    {"cifar100_shuffle.npy", {11.366, .001}, {.320, .001}, {894.78, .01}, {17.800, .001}},
    {"cifar100_composite.npy", {12, .001}, kAny, {1049.43, .01}, {20.567, .001}},
    {"cifar100_random.npy", {12, .001}, kAny, {1366.44, .01}, {26.147, .001}},
    {"cifar100_bert.npy", {11.015, .001}, kAny, {292.11, .01}, {8.258, .001}},
    {"cifar100_glove.npy", {5.643, .001}, kAny, {5.63, .01}, {1.000, .001}},
};

class PaperStatisticsTest : public ::testing::TestWithParam<Expected> {};

TEST_P(PaperStatisticsTest, EqualsTheProtocolToTheDigitsGiven) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const LabelStatistics statistics,
                                ComputeLabelStatistics(ReadLabels(GetParam().file)));
  ExpectWritten(statistics.entropy_bits.mean, GetParam().entropy, "entropy");
  ExpectWritten(statistics.entropy_bits.std, GetParam().entropy_std,
                "standard deviation of the entropy");
  ExpectWritten(statistics.mean_l1, GetParam().l1, "L1");
  ExpectWritten(statistics.mean_l2, GetParam().l2, "L2");
}

INSTANTIATE_TEST_SUITE_P(AllFiles, PaperStatisticsTest, ::testing::ValuesIn(kExpected),
                         [](const auto& info) {
                           const std::string file = info.param.file;
                           return file.substr(0, file.find('.'));
                         });

}  // namespace
}  // namespace labelrep
