#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"

namespace labelrep {
namespace {

constexpr char kAttack[] = "attack: 'pgd' objective: MARGIN epsilons: [0.1, 0.2]";

// Both models fall to their own images more than to the other's.
TestReport Example() {
  TestReport attacks("transfer_table");
  const char* const kinds[] = {"category", "speech"};
  for (const char* kind : kinds) {
    attacks.AddRun("resnet8", kind, 100, 7, 0.8);
    attacks.AddAttack(kAttack, 2, {7, 8});
    AttackResult& transferred =
        attacks.AddAttack(kAttack, 2, {kind == kinds[0] ? 1 : 3, kind == kinds[0] ? 2 : 4});
    transferred.mutable_transferred_from()->mutable_label()->set_kind(kind == kinds[0] ? kinds[1]
                                                                                       : kinds[0]);
  }
  return attacks;
}

absl::StatusOr<Table> Make(const TestReport& attacks) {
  return MakeTable(attacks.spec, attacks.inputs);
}

TEST(TransferTableTest, RowsAreWhatImagesWereMadeAgainst) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(Example()));
  EXPECT_OK(CheckTable(table));
  ASSERT_EQ(table.rows_size(), 4);
  EXPECT_EQ(table.rows(0).headings(1), "0.1");
  EXPECT_EQ(table.rows(0).headings(2), "Category");
  EXPECT_NEAR(table.rows(0).cells(0).value(), 0.1, 1e-12);
  EXPECT_NEAR(table.rows(0).cells(1).value(), 0.5, 1e-12);
  EXPECT_NEAR(table.rows(1).cells(0).value(), 0.7, 1e-12);
  EXPECT_NEAR(table.rows(1).cells(1).value(), 0.1, 1e-12);
  EXPECT_EQ(table.rows(2).headings(1), "0.2");
  EXPECT_NEAR(table.rows(2).cells(1).value(), 0.4, 1e-12);
}

TEST(TransferTableTest, WhatWasNotTriedIsMarked) {
  TestReport attacks = Example();
  attacks.AddRun("resnet8", "constant", 100, 7, 0.8);
  attacks.AddAbsentAttack(kAttack);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_OK(CheckTable(table));
  EXPECT_EQ(table.rows(0).cells(2).status(), Cell::ABSENT);
}

TEST(TransferTableTest, SeveralSeedsHaveRowsOfTheirOwn) {
  TestReport attacks = Example();
  attacks.AddRun("resnet8", "category", 100, 8, 0.8);
  attacks.AddAttack(kAttack, 2, {6, 8});
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table table, Make(attacks));
  EXPECT_OK(CheckTable(table));
  ASSERT_EQ(table.rows_size(), 6);
  EXPECT_EQ(table.rows(4).headings(0), "Shapes-10, ResNet-8, seed 8");
  EXPECT_NEAR(table.rows(4).cells(0).value(), 0.2, 1e-12);
  EXPECT_EQ(table.rows(4).cells(1).status(), Cell::NOT_APPLICABLE);
}

TEST(TransferTableTest, RefusesAttacksWithoutTransfer) {
  TestReport attacks("transfer_table");
  attacks.AddRun("resnet8", "category", 100, 7, 0.8);
  attacks.AddAttack(kAttack, 2, {7, 8});
  EXPECT_THAT(Make(attacks), StatusIs(absl::StatusCode::kInvalidArgument, "transfers"));
}

}  // namespace
}  // namespace labelrep
