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

constexpr char kFgsm[] = "attack: 'fgsm' epsilons: [0.1, 0.2]";
constexpr char kPgdOnMargin[] = "attack: 'pgd' objective: MARGIN epsilons: 0.1";

absl::StatusOr<Table> Make(const TestReport& attacks) {
  return MakeTable(attacks.spec, attacks.inputs);
}

// Two of ten images are decided wrongly without attack.
TestReport Example() {
  TestReport attacks("overview_table");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  attacks.AddAttack(kFgsm, 2, {5, 8});
  attacks.AddAttack(kPgdOnMargin, 2, {8});
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  attacks.AddAttack(kFgsm, 2, {2, 4});
  attacks.AddAttack(kPgdOnMargin, 2, {7});
  return attacks;
}

std::vector<std::string> Titles(const Table& table) {
  std::vector<std::string> titles;
  for (const Row& row : table.rows()) titles.push_back(row.headings(1));
  return titles;
}

TEST(OverviewTableTest, ARowForEachAttackAndAColumnForEachKind) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(Example()));
  EXPECT_OK(CheckTable(table));
  EXPECT_THAT(Titles(table), ElementsAre("none, first 10", "FGSM, untargeted, first 10",
                                         "PGD on margin, untargeted, first 10", "worst case",
                                         "attacks that it rests on", "masking warns of"));
  ASSERT_EQ(table.columns_size(), 2);
  EXPECT_THAT(table.columns(1).headings(), ElementsAre("accuracy at epsilon 0.1", "Speech"));
  EXPECT_EQ(table.rows(0).headings(0), "Shapes-10, ResNet-8");
  EXPECT_DOUBLE_EQ(table.rows(0).cells(1).value(), 0.8);
  EXPECT_DOUBLE_EQ(table.rows(1).cells(0).value(), 0.3);
  EXPECT_DOUBLE_EQ(table.rows(1).cells(1).value(), 0.6);
  EXPECT_DOUBLE_EQ(table.rows(2).cells(1).value(), 0.1);
  EXPECT_DOUBLE_EQ(table.rows(3).cells(1).value(), 0.1);
  EXPECT_THAT(table.rows(3).cells(1).note(), HasSubstr("an upper bound"));
  EXPECT_EQ(table.rows(4).cells(1).text(), "2");
  EXPECT_EQ(table.rows(5).cells(1).text(), "largest epsilon");
}

// An accuracy under attack is comparable with that without attack on the same images only.
TEST(OverviewTableTest, AttacksOnFewerImagesHaveTheirOwnRowWithoutAttack) {
  TestReport attacks = Example();
  AttackResult& few = attacks.AddAttack("attack: 'square' objective: MARGIN epsilons: 0.1", 2, {1});
  few.mutable_classes()->Truncate(5);
  few.mutable_clean_decisions()->Truncate(5);
  few.mutable_epsilons(0)->mutable_decisions()->Truncate(5);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_OK(CheckTable(table));
  EXPECT_THAT(Titles(table),
              ElementsAre("none, first 10", "none, first 5", "FGSM, untargeted, first 10",
                          "PGD on margin, untargeted, first 10", "Square, untargeted, first 5",
                          "worst case", "attacks that it rests on", "masking warns of"));
  EXPECT_EQ(table.rows(1).cells(0).status(), Cell::ABSENT);
  EXPECT_DOUBLE_EQ(table.rows(1).cells(1).value(), 0.6);
  EXPECT_DOUBLE_EQ(table.rows(4).cells(1).value(), 0.4);
}

TEST(OverviewTableTest, VariationsOfAnAttackHaveNoRow) {
  TestReport attacks = Example();
  attacks.AddAttack("attack: 'fgsm' variant: RELEASE epsilons: [0.1, 0.2]", 2, {2, 4});
  attacks.AddAttack("attack: 'fgsm' precision: BF16_AUTOCAST epsilons: [0.1, 0.2]", 2, {2, 4});
  attacks.AddAttack("attack: 'pgd' epsilons: 2", 2, {8});
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_EQ(table.rows_size(), 6);
}

TEST(OverviewTableTest, TransferredImagesCountTogether) {
  TestReport attacks = Example();
  for (const char* source : {"category", "random"}) {
    AttackResult& result = attacks.AddAttack(kPgdOnMargin, 2, {source[0] == 'c' ? 3 : 5});
    result.mutable_transferred_from()->mutable_label()->set_kind(source);
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_OK(CheckTable(table));
  ASSERT_EQ(table.rows_size(), 7);
  const Row& together = table.rows(3);
  EXPECT_THAT(together.headings(1), HasSubstr("other kinds"));
  EXPECT_EQ(together.cells(0).status(), Cell::ABSENT);
  EXPECT_DOUBLE_EQ(together.cells(1).value(), 0.3);
}

TEST(OverviewTableTest, WhatIsMissingIsMarkedAndNamed) {
  TestReport attacks = Example();
  attacks.AddRun("resnet8", "random", 100, 7, 0.8);
  attacks.AddAbsentAttack(kFgsm);
  attacks.AddAttack(kPgdOnMargin, 2, {7});
  attacks.AddFailedRun("resnet8", "constant", 100, 7);
  attacks.AddAbsentAttack(kFgsm);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_OK(CheckTable(table));
  const Row& fgsm = table.rows(1);
  ASSERT_EQ(fgsm.cells_size(), 4);
  EXPECT_EQ(table.columns(2).headings(1), "Constant");
  EXPECT_EQ(fgsm.cells(2).status(), Cell::FAILED);
  EXPECT_EQ(table.columns(3).headings(1), "Random");
  EXPECT_EQ(fgsm.cells(3).status(), Cell::ABSENT);
  EXPECT_THAT(table.notes(), Contains("Missing: fgsm (not recorded) on resnet8_random_p100_s7"));
}

TEST(OverviewTableTest, RefusesAttacksWithoutEpsilon) {
  TestReport attacks("overview_table");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  EXPECT_THAT(Make(attacks), StatusIs(absl::StatusCode::kInvalidArgument, "no attack"));
}

}  // namespace
}  // namespace labelrep
