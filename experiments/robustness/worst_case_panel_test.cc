#include "experiments/robustness/worst_case_panel.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Of 10 images 8 are right; FGSM ran at 0.1 and 0.2, the suite at 0.2, and an attack at 2.
TestReport Example() {
  TestReport attacks("robustness_figure");
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  attacks.AddAttack("attack: 'fgsm' epsilons: [0.1, 0.2]", 2, {1, 2});
  AttackResult& suite = attacks.AddAttack("attack: 'auto' epsilons: 0.2", 2, {5});
  for (const char* member : {"apgd", "square"}) suite.add_suite(member);
  for (int i = 0; i < 10; ++i) suite.mutable_epsilons(0)->add_members(i >= 2 && i < 7 ? 1 : 0);
  attacks.AddAttack("attack: 'pgd' objective: MARGIN epsilons: 2", 2, {8});
  return attacks;
}

std::vector<Line> LinesTo(double epsilon) {
  Line line;
  line.add_points()->set_x(epsilon);
  return {line};
}

TEST(WorstCasePanelTest, EndsWithTheOtherPanelsAndSaysWhatItRestsOn) {
  const TestReport attacks = Example();
  Figure figure;
  figure.add_columns("FGSM, untargeted");
  std::vector<Line> lines = LinesTo(0.2);
  ASSERT_OK(AddWorstCasePanel(attacks.Runs(), /*of_initially_correct=*/false, figure, lines));
  EXPECT_THAT(figure.columns(), ElementsAre("FGSM, untargeted", "worst case"));
  ASSERT_EQ(lines.size(), 2);
  EXPECT_EQ(lines[1].column(), 1);
  ASSERT_EQ(lines[1].points_size(), 3);
  EXPECT_THAT(lines[1].points(0).y(), DoubleNear(0.8, 1e-12));
  EXPECT_THAT(lines[1].points(1).y(), DoubleNear(0.7, 1e-12));
  EXPECT_THAT(lines[1].points(2).y(), DoubleNear(0.3, 1e-12));
  ASSERT_EQ(figure.notes_size(), 1);
  EXPECT_THAT(figure.notes(0), HasSubstr("1 at 0.1, 3 at 0.2"));
  EXPECT_THAT(figure.notes(0), HasSubstr("as some do at 0.1."));
}

TEST(WorstCasePanelTest, OfInitiallyCorrectImagesItStartsAtAll) {
  const TestReport attacks = Example();
  Figure figure;
  std::vector<Line> lines = LinesTo(0.1);
  ASSERT_OK(AddWorstCasePanel(attacks.Runs(), /*of_initially_correct=*/true, figure, lines));
  ASSERT_EQ(lines[1].points_size(), 2);
  EXPECT_EQ(lines[1].points(0).y(), 1);
  EXPECT_THAT(figure.notes(0), Not(HasSubstr("0.2")));
}

TEST(WorstCasePanelTest, NothingWhereNothingIsDrawn) {
  const TestReport attacks = Example();
  Figure figure;
  std::vector<Line> lines;
  ASSERT_OK(AddWorstCasePanel(attacks.Runs(), /*of_initially_correct=*/false, figure, lines));
  EXPECT_TRUE(figure.columns().empty());
  EXPECT_TRUE(lines.empty());
}

}  // namespace
}  // namespace labelrep
