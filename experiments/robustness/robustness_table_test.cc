#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"

namespace labelrep {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

absl::StatusOr<Table> Make(const TestReport& attacks) {
  return MakeTable(attacks.spec, attacks.inputs);
}

TestReport Example() {
  TestReport attacks("robustness_table");
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  attacks.AddAttack("attack: 'fgsm' epsilons: [0.1, 0.2]", 2, {2, 4});
  attacks.AddAttack("attack: 'fgsm' variant: RELEASE epsilons: [0.1, 0.2]", 2, {2, 6});
  attacks.AddAttack("attack: 'pgd' objective: MARGIN epsilons: 0.1 restarts: 2", 2, {7});
  return attacks;
}

TEST(RobustnessTableTest, ARowForEachAttackThenTheWorstCase) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(Example()));
  EXPECT_OK(CheckTable(table));
  ASSERT_EQ(table.rows_size(), 5);
  const Row& fgsm = table.rows(0);
  EXPECT_THAT(fgsm.headings(),
              ElementsAre("Shapes-10, ResNet-8", "Speech", "FGSM, untargeted, first 10"));
  // Accuracy at epsilon 0, 0.1 and 0.2.
  EXPECT_DOUBLE_EQ(fgsm.cells(0).value(), 0.8);
  EXPECT_DOUBLE_EQ(fgsm.cells(1).value(), 0.6);
  EXPECT_DOUBLE_EQ(fgsm.cells(2).value(), 0.4);
  // Area (0.7 + 0.5) / 2; of the release's variant (0.7 + 0.4) / 2.
  EXPECT_DOUBLE_EQ(fgsm.cells(3).value(), 0.6);
  EXPECT_NEAR(fgsm.cells(4).value(), 0.05, 1e-12);
  const Row& worst = table.rows(3);
  EXPECT_EQ(worst.headings(2), "worst case");
  EXPECT_DOUBLE_EQ(worst.cells(1).value(), 0.1);
  // What PGD misled at 0.1 stays misled.
  EXPECT_DOUBLE_EQ(worst.cells(2).value(), 0.1);
  EXPECT_THAT(worst.cells(2).note(), HasSubstr("an upper bound"));
  const Row& attacks = table.rows(4);
  EXPECT_EQ(attacks.headings(2), "attacks that it rests on");
  EXPECT_EQ(attacks.cells(0).status(), Cell::NOT_APPLICABLE);
  EXPECT_EQ(attacks.cells(1).text(), "3");
}

TEST(RobustnessTableTest, VariantsAreComparedOverCommonImages) {
  TestReport attacks("robustness_table");
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  attacks.AddAttack("attack: 'fgsm' epsilons: [0.1, 0.2]", 2, {2, 4});
  AttackResult& release = attacks.AddAttack(
      "attack: 'fgsm' variant: RELEASE epsilons: [0.1, 0.2] images: 5", 2, {1, 3});
  release.mutable_classes()->Truncate(5);
  release.mutable_clean_decisions()->Truncate(5);
  for (EpsilonResult& found : *release.mutable_epsilons()) found.mutable_decisions()->Truncate(5);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_OK(CheckTable(table));
  // Of the first 5, accuracy 0.6, 0.2, 0 against 0.6, 0.4, 0: areas 0.25 and 0.35.
  EXPECT_NEAR(table.rows(0).cells(4).value(), -0.1, 1e-12);
}

TEST(RobustnessTableTest, Bf16IsComparedAndNotPartOfTheWorstCase) {
  TestReport attacks = Example();
  attacks.AddAttack("attack: 'fgsm' precision: BF16_AUTOCAST epsilons: [0.1, 0.2]", 2, {3, 8});
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_OK(CheckTable(table));
  ASSERT_EQ(table.rows_size(), 6);
  // Area 0.6; in bf16 (0.65 + 0.25) / 2.
  EXPECT_NEAR(table.rows(0).cells(5).value(), 0.15, 1e-12);
  EXPECT_EQ(table.rows(3).cells(5).status(), Cell::NOT_APPLICABLE);
  EXPECT_DOUBLE_EQ(table.rows(4).cells(2).value(), 0.1);
}

TEST(RobustnessTableTest, ALossThatHidesTheWeaknessIsSpelledOut) {
  TestReport attacks = Example();
  attacks.AddAttack("attack: 'pgd' epsilons: 0.1 restarts: 2", 2, {3});
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_THAT(table.rows(4).cells(6).text(), HasSubstr("own loss"));
  EXPECT_THAT(table.notes(), Contains(HasSubstr("warns of own loss")));
}

TEST(RobustnessTableTest, RowsOfOneTitleSayAtWhichEpsilon) {
  TestReport attacks = Example();
  attacks.AddAttack("attack: 'pgd' objective: MARGIN epsilons: 2 restarts: 1", 2, {8});
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_OK(CheckTable(table));
  EXPECT_EQ(table.rows(2).headings(2), "PGD on margin, untargeted, first 10, epsilon 0.1");
  EXPECT_EQ(table.rows(3).headings(2), "PGD on margin, untargeted, first 10, epsilon 2");
}

TEST(RobustnessTableTest, RunsWithoutAttackAreMarked) {
  TestReport attacks = Example();
  attacks.AddFailedRun("resnet8", "constant", 100, 7);
  attacks.AddAbsentAttack("attack: 'fgsm' epsilons: [0.1, 0.2]");
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_OK(CheckTable(table));
  const Row& failed = *table.rows().rbegin();
  EXPECT_EQ(failed.headings(1), "Constant");
  EXPECT_EQ(failed.cells(0).status(), Cell::FAILED);
  EXPECT_THAT(failed.cells(0).note(), HasSubstr("the loss is nan"));
}

}  // namespace
}  // namespace labelrep
