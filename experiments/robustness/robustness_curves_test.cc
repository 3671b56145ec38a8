#include "experiments/robustness/robustness_curves.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr char kFgsm[] = "attack: 'fgsm' epsilons: [0.1, 0.2]";

std::vector<double> Values(const std::vector<SingleRun>& runs) {
  std::vector<double> values;
  for (const SingleRun& run : runs) values.push_back(run.y());
  return values;
}

class RobustnessCurvesTest : public ::testing::Test {
 protected:
  // Curves of `attacks_`, which has to outlive them.
  std::vector<RobustnessCurve> Curves(bool of_initially_correct = false) {
    const auto runs = GroupAttacks(attacks_.spec, attacks_.inputs);
    EXPECT_OK(runs);
    const auto curves = MakeRobustnessCurves(TestCatalogue(), *runs, of_initially_correct);
    EXPECT_OK(curves);
    return *curves;
  }

  TestReport attacks_{"fig3_robustness"};
};

TEST_F(RobustnessCurvesTest, SeedsShareACurve) {
  for (const int seed : {7, 8}) {
    attacks_.AddRun("resnet8", "category", 100, seed, 0.8);
    attacks_.AddAttack(kFgsm, 2, {seed == 7 ? 2 : 4, 8});
  }
  const std::vector<RobustnessCurve> curves = Curves();
  ASSERT_EQ(curves.size(), 1u);
  ASSERT_EQ(curves[0].by_epsilon.size(), 3u);
  const MeasuredAtEpsilon& first = curves[0].by_epsilon.at(0.1);
  EXPECT_THAT(Values(first.accuracies), ElementsAre(0.6, 0.4));
  EXPECT_THAT(Values(first.changes), ElementsAre(0.2, 0.2));
  EXPECT_THAT(Values(curves[0].by_epsilon.at(0).changes), ElementsAre(0, 0));
  EXPECT_THAT(Values(Curves(/*of_initially_correct=*/true)[0].by_epsilon.at(0.1).accuracies),
              ElementsAre(0.75, 0.5));
}

TEST_F(RobustnessCurvesTest, StandByPanelAttackAndLabel) {
  for (const char* kind : {"speech", "category"}) {
    attacks_.AddRun("resnet8", kind, 100, 7, 0.8);
    attacks_.AddAttack("attack: 'pgd' epsilons: [0.1, 0.2]", 2, {6, 8});
    attacks_.AddAttack(kFgsm, 2, {4, 8});
    attacks_.AddAttack("attack: 'square' objective: MARGIN epsilons: 0.1", 2, {1});
  }
  const std::vector<RobustnessCurve> curves = Curves();
  ASSERT_EQ(curves.size(), 4u);
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(curves[i].row, 0);
    EXPECT_EQ(curves[i].column, i / 2);
    EXPECT_EQ(curves[i].series, i % 2);
  }
}

}  // namespace
}  // namespace labelrep
