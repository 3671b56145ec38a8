#include "experiments/report/report.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

absl::StatusOr<Figure> NameOnly(const ReportSpec& spec, const ReportInputs&) {
  Figure figure;
  figure.set_name(spec.name());
  return figure;
}

const RegisteredFigure kRegistered("name_only", &NameOnly);

TEST(ReportTest, AFormIsFoundByItsNameAndMakesOneKindOfReport) {
  ReportSpec spec;
  spec.set_name("fig");
  spec.set_form("name_only");
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, MakeFigure(spec, {}));
  EXPECT_EQ(figure.name(), "fig");
  EXPECT_THAT(MakeTable(spec, {}),
              StatusIs(absl::StatusCode::kNotFound, "form of a table \"name_only\": unknown"));
  spec.set_form("nothing");
  EXPECT_THAT(MakeFigure(spec, {}),
              StatusIs(absl::StatusCode::kNotFound, "expected one of: name_only"));
}

TEST(ReportTest, ResultsAreInOrderAndEmptyWhereThereIsNoFile) {
  const std::string path = ::testing::TempDir() + "/run_results.pb";
  RunResult written;
  written.set_parameters(7);
  ASSERT_OK(WriteBinaryProto(path, written));
  ReportSpec spec;
  spec.add_runs();
  spec.add_runs()->set_result("/nowhere/result.pb");
  spec.add_runs()->set_result(path);
  spec.add_attacks()->set_result("/nowhere/attack.pb");
  LABELREP_ASSERT_OK_AND_ASSIGN(const ReportInputs inputs, ReadInputs(spec));
  ASSERT_EQ(inputs.runs.size(), 3);
  EXPECT_FALSE(inputs.runs[0].has_parameters());
  EXPECT_FALSE(inputs.runs[1].has_parameters());
  EXPECT_EQ(inputs.runs[2].parameters(), 7);
  ASSERT_EQ(inputs.attacks.size(), 1);
  EXPECT_FALSE(inputs.attacks[0].has_recipe());

  ASSERT_OK(WriteFileAtomically(path, "no result"));
  EXPECT_THAT(ReadInputs(spec), StatusIs(absl::StatusCode::kInvalidArgument, path));
}

TEST(ReportTest, ALabelSetHasToBeThere) {
  ReportSpec spec;
  spec.add_label_sets()->set_file("/nowhere/labels.pb");
  EXPECT_THAT(ReadInputs(spec), StatusIs(absl::StatusCode::kNotFound, "/nowhere/labels.pb"));
}

}  // namespace
}  // namespace labelrep
