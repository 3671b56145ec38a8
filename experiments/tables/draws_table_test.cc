#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/make.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"

namespace labelrep {
namespace {

ReportInputs InputsOf(const LabelSet& labels) { return {{}, {}, {labels}, {}}; }

ReportSpec SpecOf(const std::string& kind) {
  ReportSpec spec = TestReport("draws_table").spec;
  ReportSpec::Labels& entry = *spec.add_label_sets();
  entry.set_dataset("shapes10");
  entry.set_kind(kind);
  entry.set_file("shapes10_" + kind + ".pb");
  return spec;
}

LabelSet Labels(const std::string& kind, uint64_t seed) {
  LabelRequest request;
  request.recipe.set_kind(kind);
  if (seed != 0) request.recipe.set_seed(seed);
  request.class_names = {"circle", "square", "star"};
  const absl::StatusOr<LabelSet> labels = MakeLabels(request);
  EXPECT_OK(labels);
  return labels.value_or(LabelSet());
}

TEST(DrawsTableTest, ADrawIsOneOfManyOfItsKind) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table one,
                                MakeTable(SpecOf("lowdim"), InputsOf(Labels("lowdim", 0))));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Table other,
                                MakeTable(SpecOf("lowdim"), InputsOf(Labels("lowdim", 7))));
  EXPECT_OK(CheckTable(one));
  ASSERT_EQ(one.columns_size(), 9);
  EXPECT_EQ(one.rows(0).headings(2), "0");
  EXPECT_EQ(other.rows(0).headings(2), "7");
  // L1: of other draws, but the same as to the 60.
  EXPECT_NE(one.rows(0).cells(3).value(), other.rows(0).cells(3).value());
  EXPECT_EQ(one.rows(0).cells(4).value(), other.rows(0).cells(4).value());
  EXPECT_GT(one.rows(0).cells(4).spread(), 0);
  for (const int below : {2, 5, 8}) {
    EXPECT_GE(one.rows(0).cells(below).value(), 0);
    // The draw itself is among the 60, and not below itself.
    EXPECT_LT(one.rows(0).cells(below).value(), 1);
  }
}

TEST(DrawsTableTest, RefusesLabelsThatAreNotDrawn) {
  EXPECT_THAT(MakeTable(SpecOf("category"), InputsOf(Labels("category", 0))),
              StatusIs(absl::StatusCode::kInvalidArgument, "shapes10_category.pb: "));
  EXPECT_THAT(MakeTable(TestReport("draws_table").spec, {}),
              StatusIs(absl::StatusCode::kInvalidArgument, "no label sets"));
}

}  // namespace
}  // namespace labelrep
