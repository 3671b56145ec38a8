#include "experiments/robustness/table_parts.h"

#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(TablePartsTest, HeadingsSayOnWhatItWasMeasured) {
  TestReport attacks("table_robustness");
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<AttackedRun> runs,
                                GroupAttacks(attacks.spec, attacks.inputs));
  Table table;
  SetTableHeadings(attacks.spec, runs, table);
  AddKindColumns(TestCatalogue(), "tried on", {"speech", "lowdim"}, table);
  EXPECT_EQ(table.name(), "table_robustness");
  EXPECT_EQ(table.title(), "Title of the entry");
  EXPECT_THAT(table.subtitle(), HasSubstr("Shapes-10"));
  EXPECT_THAT(table.row_headings(), ElementsAre("data, encoder"));
  ASSERT_EQ(table.columns_size(), 2);
  EXPECT_THAT(table.columns(1).headings(), ElementsAre("tried on", "Low-dim"));
  EXPECT_EQ(table.columns(1).unit(), "%");
}

TEST(TablePartsTest, CellsSayWhyThereIsNoNumber) {
  TestReport attacks("table_robustness");
  attacks.AddRun("resnet8", "speech", 100, 7, 0.8);
  attacks.AddFailedRun("resnet8", "constant", 100, 7);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<AttackedRun> runs,
                                GroupAttacks(attacks.spec, attacks.inputs));
  const Cell without_attack = UnmeasuredCell(runs[0]);
  EXPECT_EQ(without_attack.status(), Cell::ABSENT);
  EXPECT_FALSE(without_attack.has_note());
  const Cell failed = UnmeasuredCell(runs[1]);
  EXPECT_EQ(failed.status(), Cell::FAILED);
  EXPECT_THAT(failed.note(), HasSubstr("the loss is nan"));
}

}  // namespace
}  // namespace labelrep
