#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"
#include "lib/viz/figure_check.h"

namespace labelrep {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kFgsm[] = "attack: 'fgsm' epsilons: [0.1, 0.2]";

// Two label kinds under two attacks, with 20 % of the images wrong from the start.
TestReport Example() {
  TestReport attacks("robustness_figure");
  for (const char* kind : {"category", "speech"}) {
    attacks.AddRun("resnet8", kind, 100, 7, 0.8);
    attacks.AddAttack(kFgsm, 2, {4, 8});
    attacks.AddAttack("attack: 'pgd' objective: MARGIN epsilons: [0.1, 0.2]", 2, {6, 8});
    attacks.AddAttack("attack: 'fgsm' variant: RELEASE epsilons: [0.1, 0.2]", 2, {1, 2});
    attacks.AddAttack("attack: 'fgsm' precision: BF16_AUTOCAST epsilons: [0.1, 0.2]", 2, {1, 2});
    attacks.AddAttack("attack: 'square' objective: MARGIN epsilons: 0.1", 2, {1});
  }
  return attacks;
}

absl::StatusOr<Figure> Make(const TestReport& attacks) {
  return MakeFigure(attacks.spec, attacks.inputs);
}

absl::StatusOr<Figure> MakeByMeasuredChange(TestReport attacks) {
  attacks.spec.set_by_measured_change(true);
  return Make(attacks);
}

std::vector<double> Values(const Line& line) {
  std::vector<double> values;
  for (const Point& point : line.points()) values.push_back(point.y());
  return values;
}

TEST(RobustnessFigureTest, AColumnForEachAttackAndALineForEachLabel) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(Example()));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_EQ(figure.title(), "Title of the entry");
  EXPECT_THAT(figure.columns(),
              ElementsAre("FGSM, untargeted", "PGD on margin, untargeted", "worst case"));
  ASSERT_EQ(figure.rows_size(), 1);
  EXPECT_EQ(figure.rows(0).heading(), "ResNet-8");
  EXPECT_EQ(figure.series_size(), 2);
  ASSERT_EQ(figure.lines_size(), 6);
  EXPECT_THAT(Values(figure.lines(0)), ElementsAre(0.8, 0.4, 0));
  EXPECT_THAT(Values(figure.lines(2)), ElementsAre(0.8, testing::DoubleNear(0.2, 1e-12), 0));
  EXPECT_EQ(figure.lines(0).points(1).x(), 0.1);
  EXPECT_TRUE(figure.missing().empty());
  EXPECT_THAT(figure.x().title(), HasSubstr("0.1 is 5.1/255"));
}

TEST(RobustnessFigureTest, AnAttackInBf16OnlyIsDrawn) {
  TestReport attacks = Example();
  attacks.AddAttack("attack: 'mine' precision: BF16_AUTOCAST epsilons: [0.1, 0.2]", 2, {1, 2});
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(attacks));
  EXPECT_THAT(figure.columns(), ElementsAre("FGSM, untargeted", "PGD on margin, untargeted",
                                            "mine, untargeted (bf16)", "worst case"));
}

TEST(RobustnessFigureTest, OfInitiallyCorrectImagesStartsAtAll) {
  TestReport attacks = Example();
  attacks.spec.set_of_initially_correct(true);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(attacks));
  EXPECT_THAT(Values(figure.lines(0)), ElementsAre(1, 0.5, 0));
}

TEST(RobustnessFigureTest, ByTheMeasuredChange) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, MakeByMeasuredChange(Example()));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_EQ(figure.lines(0).points(0).x(), 0);
  EXPECT_EQ(figure.lines(0).points(1).x(), 0.2);
  // By epsilon, as the change at an epsilon differs from line to line.
  const Table& table = figure.table();
  EXPECT_OK(CheckTable(table));
  ASSERT_EQ(table.columns_size(), 3);
  EXPECT_THAT(table.columns(1).headings(), ElementsAre(HasSubstr("epsilon"), "0.1"));
  ASSERT_EQ(table.rows_size(), 8);
  EXPECT_THAT(table.rows(0).headings(0), HasSubstr("accuracy"));
  EXPECT_DOUBLE_EQ(table.rows(0).cells(1).value(), 40);
  EXPECT_THAT(table.rows(4).headings(0), HasSubstr("L2 norm of the change"));
  EXPECT_DOUBLE_EQ(table.rows(4).cells(1).value(), 0.2);
}

TEST(RobustnessFigureTest, AtAnEpsilonSeedsAreAveragedThoughTheyChangeUnequallyMuch) {
  TestReport attacks("robustness_figure");
  for (const int seed : {7, 8, 9}) {
    attacks.AddRun("resnet8", "category", 100, seed, 0.8);
    AttackResult& result = attacks.AddAttack(kFgsm, 2, {seed - 5, 8});
    result.mutable_epsilons(0)->set_mean_l2(0.25 * (seed - 6));
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, MakeByMeasuredChange(attacks));
  ASSERT_EQ(figure.lines(0).points_size(), 3);
  EXPECT_DOUBLE_EQ(figure.lines(0).points(2).x(), 0.5);
  EXPECT_DOUBLE_EQ(figure.lines(0).points(2).y(), 0.5);
  EXPECT_TRUE(figure.lines(0).points(2).has_lo());
}

// As of gradients that are zero.
TEST(RobustnessFigureTest, EpsilonsAtWhichNothingChangesAreNotSeeds) {
  TestReport attacks("robustness_figure");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  AttackResult& result = attacks.AddAttack(kFgsm, 2, {0, 0});
  for (EpsilonResult& at_epsilon : *result.mutable_epsilons()) at_epsilon.set_mean_l2(0);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, MakeByMeasuredChange(attacks));
  EXPECT_OK(CheckFigure(figure));
  ASSERT_EQ(figure.lines(0).points_size(), 1);
  EXPECT_FALSE(figure.lines(0).points(0).has_lo());
  EXPECT_EQ(figure.interval(), "");
}

TEST(RobustnessFigureTest, SaysWhichCurvesEndEarlyAndWhichAttacksHaveNone) {
  TestReport attacks = Example();
  attacks.AddAttack("attack: 'iterative' epsilons: [0.1, 0.3]", 2, {4, 8});
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(attacks));
  EXPECT_THAT(figure.notes(), Contains(HasSubstr("Up to epsilon 0.2 only: FGSM, untargeted; PGD")));
  EXPECT_THAT(figure.notes(), Contains(HasSubstr("at one epsilon only: Square")));
}

TEST(RobustnessFigureTest, SeedsAreAveraged) {
  TestReport attacks("robustness_figure");
  for (const int seed : {7, 8, 9}) {
    attacks.AddRun("resnet8", "category", 100, seed, 0.8);
    attacks.AddAttack(kFgsm, 2, {seed - 5, 8});
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(attacks));
  ASSERT_EQ(figure.lines_size(), 2);
  EXPECT_DOUBLE_EQ(figure.lines(0).points(1).y(), 0.5);
  EXPECT_TRUE(figure.lines(0).points(1).has_lo());
  EXPECT_THAT(figure.interval(), HasSubstr("95 %"));
}

TEST(RobustnessFigureTest, WhatIsMissingIsNamedAndTheOthersStay) {
  TestReport attacks = Example();
  attacks.AddRun("resnet8", "constant", 100, 7, 0.8);
  attacks.AddAbsentAttack(kFgsm);
  // Not drawn, so not missed.
  attacks.AddAbsentAttack("attack: 'fgsm' variant: RELEASE epsilons: [0.1, 0.2]");
  attacks.AddFailedRun("resnet8", "shuffle", 100, 7);
  attacks.AddAbsentAttack(kFgsm);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(attacks));
  EXPECT_EQ(figure.lines_size(), 6);
  EXPECT_THAT(figure.missing(),
              ElementsAre(HasSubstr("shuffle"), "fgsm (not recorded) on resnet8_constant_p100_s7"));
}

TEST(RobustnessFigureTest, AnAttackThatNoRunHasHasNoColumn) {
  TestReport attacks("robustness_figure");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  attacks.AddAbsentAttack(kFgsm);
  attacks.AddAbsentAttack("attack: 'iterative' epsilons: [0.1, 0.2]");
  attacks.AddAttack("attack: 'pgd' epsilons: [0.1, 0.2]", 2, {6, 8});
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  attacks.AddAttack(kFgsm, 2, {4, 8});
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make(attacks));
  EXPECT_OK(CheckFigure(figure));
  EXPECT_THAT(figure.columns(), ElementsAre("FGSM, untargeted", "PGD, untargeted", "worst case"));
  TestReport unmeasured("robustness_figure");
  unmeasured.AddRun("resnet8", "category", 100, 7, 0.8);
  unmeasured.AddAbsentAttack(kFgsm);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure empty, Make(unmeasured));
  EXPECT_OK(CheckFigure(empty));
  EXPECT_THAT(empty.columns(), ElementsAre("FGSM, untargeted"));
}

// Of the norm of what was never measured the catalogue knows.
TEST(RobustnessFigureTest, TheEpsilonAxisNamesAnotherNorm) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure linf, Make(Example()));
  EXPECT_EQ(linf.x().title(), "epsilon (normalised units; 0.1 is 5.1/255)");
  EXPECT_EQ(linf.x().ticks_size(), 4);
  TestReport attacks("robustness_figure");
  Catalogue::Named& entry = *attacks.spec.mutable_catalogue()->add_attacks();
  entry.set_name("mine");
  entry.set_title("Mine");
  entry.set_norm("L2");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  attacks.AddAbsentAttack("attack: 'mine' epsilons: [1, 2]");
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure absent, Make(attacks));
  EXPECT_THAT(absent.columns(), ElementsAre("Mine, untargeted (epsilon in L2)"));
  EXPECT_EQ(absent.x().title(), "epsilon in L2 (normalised units; 0.1 is 5.1/255)");
  EXPECT_THAT(absent.missing(),
              ElementsAre("mine (epsilon in L2) (not recorded) on resnet8_category_p100_s7"));
  attacks.AddAttack("attack: 'mine' epsilons: [1, 2]", 2, {6, 8}).set_norm(AttackResult::L2);
  attacks.AddAttack(kFgsm, 2, {4, 8});
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure both, Make(attacks));
  EXPECT_OK(CheckFigure(both));
  EXPECT_EQ(both.x().title(), "epsilon (normalised units; 0.1 is 5.1/255)");
  EXPECT_THAT(both.notes(), Contains(HasSubstr("where a panel names another norm")));
  EXPECT_EQ(both.x().ticks_size(), 0);
}

TEST(RobustnessFigureTest, RefusesAResultOfAnotherModel) {
  TestReport attacks = Example();
  attacks.inputs.attacks[0].mutable_model()->mutable_label()->set_kind("speech");
  EXPECT_THAT(Make(attacks), StatusIs(absl::StatusCode::kFailedPrecondition,
                                      "model.label.kind: found \"speech\""));
  attacks = Example();
  attacks.spec.mutable_attacks(0)->set_run("another");
  EXPECT_THAT(Make(attacks),
              StatusIs(absl::StatusCode::kInvalidArgument, "\"another\" is none of the runs"));
}

}  // namespace
}  // namespace labelrep
