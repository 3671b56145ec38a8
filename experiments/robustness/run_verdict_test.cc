#include "experiments/robustness/run_verdict.h"

#include "absl/strings/str_cat.h"
#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

constexpr char kFgsm[] = "attack: 'fgsm' epsilons: 0.1";
constexpr char kPgdOnMargin[] = "attack: 'pgd' objective: MARGIN epsilons: 0.1";

TestReport OneRun() {
  TestReport attacks("table");
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  return attacks;
}

// Of the only run, which has to have one.
RunVerdict Judge(const TestReport& attacks) {
  const absl::StatusOr<std::optional<RunVerdict>> verdict = JudgeRun(attacks.Runs().outcomes[0]);
  EXPECT_OK(verdict);
  return **verdict;
}

TEST(RunVerdictTest, AllAttacksTogether) {
  TestReport attacks = OneRun();
  attacks.AddAttack(kFgsm, 2, {2});
  attacks.AddAttack(kPgdOnMargin, 2, {7});
  const RunVerdict verdict = Judge(attacks);
  ASSERT_EQ(verdict.worst_case.curve.size(), 2);
  EXPECT_DOUBLE_EQ(verdict.worst_case.curve[1].Accuracy(), 0.1);
}

TEST(RunVerdictTest, TheOwnLossIsComparedWithTheMargin) {
  TestReport attacks = OneRun();
  attacks.AddAttack("attack: 'pgd' epsilons: 0.1", 2, {2});
  attacks.AddAttack(kPgdOnMargin, 2, {7});
  EXPECT_THAT(Judge(attacks).Warnings(), HasSubstr("own loss"));
}

TEST(RunVerdictTest, SaysWhatIsNotJudged) {
  TestReport attacks = OneRun();
  attacks.AddAttack(kPgdOnMargin, 6, {2});
  EXPECT_EQ(Judge(attacks).Warnings(), "nothing (largest epsilon not judged)");
}

TEST(RunVerdictTest, ASuiteIsOfBothKinds) {
  TestReport attacks = OneRun();
  attacks.AddAttack(kPgdOnMargin, 2, {2});
  attacks.AddAttack("attack: 'square' epsilons: 0.1", 2, {6});
  AttackResult& suite = attacks.AddAttack("attack: 'auto' epsilons: 0.1", 2, {7});
  suite.add_suite("apgd");
  suite.add_suite("square");
  for (int i = 0; i < 10; ++i) suite.mutable_epsilons(0)->add_members(i >= 2 && i < 9 ? 2 : 0);
  const RunVerdict verdict = Judge(attacks);
  EXPECT_DOUBLE_EQ(verdict.worst_case.curve[1].Accuracy(), 0.1);
  EXPECT_EQ(verdict.worst_case.curve[1].attacks, 4);
  EXPECT_TRUE(verdict.worst_case.curve[1].has_suite);
  EXPECT_THAT(verdict.Warnings(), HasSubstr("black box"));
  EXPECT_THAT(verdict.Warnings(), HasSubstr("search"));
}

TEST(RunVerdictTest, TheEpsilonOfMostAttacksIsTheMiddleOneOfSeveral) {
  TestReport attacks = OneRun();
  EXPECT_FALSE(EpsilonOfMostAttacks(attacks.Runs()).has_value());
  attacks.AddAttack("attack: 'fgsm' epsilons: [0.05, 0.1, 0.2, 0.3]", 2, {1, 1, 1, 1});
  EXPECT_EQ(EpsilonOfMostAttacks(attacks.Runs()), 0.1);
  attacks.AddAttack("attack: 'pgd' epsilons: [0.05, 0.1, 0.2]", 2, {1, 1, 1});
  EXPECT_EQ(EpsilonOfMostAttacks(attacks.Runs()), 0.1);
  attacks.AddAttack("attack: 'auto' epsilons: 0.05", 2, {1});
  EXPECT_EQ(EpsilonOfMostAttacks(attacks.Runs()), 0.05);
}

TEST(RunVerdictTest, WithoutASuiteTheWorstCaseIsAnUpperBound) {
  TestReport attacks = OneRun();
  attacks.AddAttack(kPgdOnMargin, 2, {2});
  const AccuracyAtEpsilon point = Judge(attacks).worst_case.curve[1];
  EXPECT_THAT(WorstCaseCell(point).note(), HasSubstr("an upper bound"));
  EXPECT_EQ(WorstCaseAttacksCell(point).text(), "1");
  AccuracyAtEpsilon with_suite = point;
  with_suite.has_suite = true;
  EXPECT_FALSE(WorstCaseCell(with_suite).has_note());
  EXPECT_EQ(WorstCaseAttacksCell({}).status(), Cell::NOT_APPLICABLE);
}

TEST(RunVerdictTest, TransferredImagesAreBlackBox) {
  TestReport attacks = OneRun();
  attacks.AddAttack(kPgdOnMargin, 2, {1});
  attacks.AddAttack(kPgdOnMargin, 2, {4})
      .mutable_transferred_from()
      ->mutable_label()
      ->set_kind("random");
  const RunVerdict verdict = Judge(attacks);
  EXPECT_THAT(verdict.Warnings(), HasSubstr("black box"));
}

TEST(RunVerdictTest, Bf16CountsOnlyWhereItStandsAlone) {
  TestReport attacks = OneRun();
  attacks.AddAttack(absl::StrCat(kFgsm, " precision: BF16_AUTOCAST"), 2, {8});
  EXPECT_DOUBLE_EQ(Judge(attacks).worst_case.curve[1].Accuracy(), 0);
  attacks.AddAttack(kFgsm, 2, {2});
  EXPECT_DOUBLE_EQ(Judge(attacks).worst_case.curve[1].Accuracy(), 0.6);
}

TEST(RunVerdictTest, TheWorstCaseIsOverAttacksInLinf) {
  TestReport attacks = OneRun();
  attacks.AddAttack(kFgsm, 2, {2});
  attacks.AddAttack("attack: 'mine' epsilons: 0.1", 2, {7}).set_norm(AttackResult::L2);
  const RunVerdict verdict = Judge(attacks);
  EXPECT_DOUBLE_EQ(verdict.worst_case.curve[1].Accuracy(), 0.6);
}

TEST(RunVerdictTest, ThereIsNoneWithoutAttacks) {
  TestReport attacks = OneRun();
  attacks.AddAbsentAttack(kFgsm);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::optional<RunVerdict> verdict,
                                JudgeRun(attacks.Runs().outcomes[0]));
  EXPECT_FALSE(verdict.has_value());
}

}  // namespace
}  // namespace labelrep
