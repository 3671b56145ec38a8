#include "results/check/compare.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr char kTable[] = R"pb(
  name: "t"
  row_headings: "label"
  columns { headings: "CIFAR-10" headings: "ResNet-32" unit: "%" }
  columns { headings: "L1" }
  rows {
    headings: "speech"
    cells { value: 0.854 spread: 0.01 }
    cells { value: 600 }
  }
  rows {
    headings: "shuffle"
    cells { status: ABSENT }
    cells { text: "x" }
  }
)pb";

Table ParseTable(const std::string& text) {
  Table table;
  EXPECT_OK(ParseTextProto(text, "test", &table));
  return table;
}

constexpr char kResult[] = R"pb(
  recipe { dataset: "cifar10" epochs: 8 }
  epochs { epoch: 1 train_loss: 0.5 }
  best_epoch: 1
  test { images: 1000 loss: 0.4 correct_by_nearest_label: 854 }
  weights_sha256: "abc"
)pb";

RunResult ParseResult(const std::string& text) {
  RunResult result;
  EXPECT_OK(ParseTextProto(text, "test", &result));
  return result;
}

TEST(CompareTablesTest, EqualNumbersAgreeWhateverIsSaidAboutThem) {
  const Table golden = ParseTable(kTable);
  Table actual = golden;
  actual.set_title("another title");
  actual.add_notes("note");
  actual.mutable_columns(0)->set_decimals(5);
  actual.mutable_rows()->SwapElements(0, 1);
  actual.mutable_rows(1)->mutable_cells(0)->set_source_sha256("digest");
  EXPECT_THAT(CompareTables(golden, actual, {}), IsEmpty());
}

TEST(CompareTablesTest, NamesTheNumberThatMoved) {
  const Table golden = ParseTable(kTable);
  Table actual = golden;
  actual.mutable_rows(0)->mutable_cells(0)->set_value(0.831);
  actual.mutable_rows(0)->mutable_cells(1)->set_value(600.5);
  EXPECT_THAT(CompareTables(golden, actual, {}),
              UnorderedElementsAre(
                  "row 'speech', column 'CIFAR-10 ResNet-32': 0.854 -> 0.831 (-2.30 points)",
                  "row 'speech', column 'L1': 600 -> 600.5"));
  EXPECT_THAT(CompareTables(golden, actual, {.accuracy_points = 2.3, .relative = 1e-3}), IsEmpty());
  EXPECT_THAT(CompareTables(golden, actual, {.accuracy_points = 2.29, .relative = 1e-4}).size(), 2);
}

TEST(CompareTablesTest, NamesCellsThatAreNoNumbersAnyMore) {
  const Table golden = ParseTable(kTable);
  Table actual = golden;
  Cell& cell = *actual.mutable_rows(0)->mutable_cells(0);
  cell.Clear();
  cell.set_status(Cell::FAILED);
  cell.set_note("run x: diverged");
  actual.mutable_rows(1)->mutable_cells(1)->set_text("y");
  actual.mutable_rows(1)->mutable_cells(0)->set_status(Cell::OK);
  actual.mutable_rows(1)->mutable_cells(0)->set_value(0.5);
  EXPECT_THAT(
      CompareTables(golden, actual, {.accuracy_points = 100, .relative = 1}),
      UnorderedElementsAre(HasSubstr("0.854 -> FAILED (run x: diverged)"), HasSubstr("'x' -> 'y'"),
                           HasSubstr("row 'shuffle', column 'CIFAR-10 ResNet-32': ABSENT -> 0.5")));
}

TEST(CompareTablesTest, NamesRowsColumnsUnitsAndSpreads) {
  const Table golden = ParseTable(kTable);
  Table actual = golden;
  actual.mutable_rows(1)->set_headings(0, "mine");
  actual.mutable_columns(1)->set_headings(0, "L2");
  actual.mutable_columns(0)->clear_unit();
  actual.mutable_rows(0)->mutable_cells(0)->clear_spread();
  EXPECT_THAT(
      CompareTables(golden, actual, {}),
      UnorderedElementsAre("column 'L1' is gone", "column 'L2' is new", "row 'shuffle' is gone",
                           "row 'mine' is new", "column 'CIFAR-10 ResNet-32': unit '%' -> ''",
                           "row 'speech', column 'CIFAR-10 ResNet-32': spread is gone"));
}

TEST(CompareTablesTest, IntervalsAndDifferencesOfAccuraciesAreNumbers) {
  const Table golden = ParseTable(R"pb(
    columns { headings: "difference" unit: "points" }
    rows { cells { value: 5 lo: 4 hi: 6 } }
  )pb");
  Table actual = golden;
  actual.mutable_rows(0)->mutable_cells(0)->set_lo(3);
  EXPECT_THAT(CompareTables(golden, actual, {}), ElementsAre(HasSubstr("lo 4 -> 3")));
  EXPECT_THAT(CompareTables(golden, actual, {.accuracy_points = 0.5}), IsEmpty());
  EXPECT_THAT(CompareTables(golden, actual, {.accuracy_points = 0.4, .relative = 1}).size(), 1);
  actual.mutable_rows(0)->mutable_cells(0)->clear_lo();
  actual.mutable_rows(0)->mutable_cells(0)->clear_hi();
  EXPECT_THAT(CompareTables(golden, actual, {}),
              ElementsAre(HasSubstr("lo is gone"), HasSubstr("hi is gone")));
}

TEST(CompareTablesTest, NewRowsAndColumnsCanBeAllowed) {
  const Table golden = ParseTable(kTable);
  Table actual = golden;
  actual.add_columns()->add_headings("L2");
  for (Row& row : *actual.mutable_rows()) row.add_cells()->set_value(1);
  *actual.add_rows() = actual.rows(0);
  EXPECT_THAT(CompareTables(golden, actual, {}),
              UnorderedElementsAre("column 'L2' is new", "row 'speech #2' is new"));
  EXPECT_THAT(CompareTables(golden, actual, {.allow_new = true}), IsEmpty());
  EXPECT_THAT(CompareTables(actual, golden, {.allow_new = true}),
              ElementsAre("column 'L2' is gone", "row 'speech #2' is gone"));
}

TEST(CompareTablesTest, NanEqualsOnlyNan) {
  const Table golden = ParseTable("columns { headings: 'a' } rows { cells { value: nan } }");
  EXPECT_THAT(CompareTables(golden, golden, {}), IsEmpty());
  Table actual = golden;
  actual.mutable_rows(0)->mutable_cells(0)->set_value(1);
  EXPECT_THAT(CompareTables(golden, actual, {.relative = 1}),
              ElementsAre("row '', column 'a': nan -> 1"));
}

TEST(CompareResultsTest, WithoutToleranceEveryFieldCounts) {
  const RunResult golden = ParseResult(kResult);
  EXPECT_THAT(CompareResults(golden, golden, {}), IsEmpty());
  RunResult actual = golden;
  actual.mutable_epochs(0)->set_train_loss(0.5000001);
  actual.set_weights_sha256("def");
  EXPECT_THAT(CompareResults(golden, actual, {}),
              ElementsAre(HasSubstr("epochs[0].train_loss: 0.5 -> 0.5000001"),
                          HasSubstr("weights_sha256")));
}

TEST(CompareResultsTest, WithToleranceOnlyTheRecipeAndAccuraciesCount) {
  const RunResult golden = ParseResult(kResult);
  RunResult actual = golden;
  actual.mutable_epochs(0)->set_train_loss(0.6);
  actual.set_weights_sha256("def");
  actual.mutable_test()->set_correct_by_nearest_label(840);
  EXPECT_THAT(CompareResults(golden, actual, {.accuracy_points = 1.5}), IsEmpty());
  EXPECT_THAT(CompareResults(golden, actual, {.accuracy_points = 1}),
              ElementsAre("test.correct_by_nearest_label / images: 0.854 -> 0.84 (-1.40 points)"));
  actual.mutable_recipe()->set_epochs(9);
  EXPECT_THAT(CompareResults(golden, actual, {.accuracy_points = 1.5}),
              ElementsAre(HasSubstr("recipe.epochs: 8 -> 9")));
}

TEST(CompareResultsTest, AFailedRunIsNoAgreement) {
  const RunResult golden = ParseResult(kResult);
  RunResult actual = golden;
  actual.clear_test();
  actual.mutable_failure()->set_message("diverged");
  EXPECT_THAT(CompareResults(golden, actual, {.accuracy_points = 100}),
              ::testing::IsSupersetOf(
                  {HasSubstr("diverged"), HasSubstr("correct_by_nearest_label is gone")}));
}

}  // namespace
}  // namespace labelrep
