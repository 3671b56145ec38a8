#include "experiments/report/report.h"

#include <filesystem>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<Figure> NameOnly(const ReportSpec& spec, const ReportInputs&) {
  Figure figure;
  figure.set_name(spec.name());
  return figure;
}

const RegisteredForm kRegistered("name_only", &NameOnly);

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
              StatusIs(absl::StatusCode::kNotFound, "expected one of: name_only, one_cell"));
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

TEST(ReportTest, AResultWhoseDigestsCannotBeIsRefused) {
  const std::string path = ::testing::TempDir() + "/digests.pb";
  RunResult run;
  run.mutable_recipe()->set_dataset("cifar10");
  ReportSpec spec;
  spec.add_runs()->set_result(path);
  const auto read = [&](const std::string& recipe_sha256) {
    run.set_recipe_sha256(recipe_sha256);
    EXPECT_OK(WriteBinaryProto(path, run));
    return ReadInputs(spec).status();
  };
  EXPECT_THAT(read("no digest"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       path + ": recipe_sha256: found \"no digest\", expected a SHA-256"));
  EXPECT_THAT(read(std::string(64, 'a')),
              StatusIs(absl::StatusCode::kInvalidArgument, "but the digest of its recipe is "));
  Recipe complete = run.recipe();
  FillDefaults(&complete);
  EXPECT_OK(read(Sha256Hex(SerializeDeterministically(complete))));
}

TEST(ReportTest, LabelSetsThatAreMissingOrFailedKeepTheirPlaces) {
  const std::string path = ::testing::TempDir() + "/failed_labels.pb";
  LabelSet failed;
  failed.set_failure("mine.npy: is empty");
  ASSERT_OK(WriteBinaryProto(path, failed));
  ReportSpec spec;
  spec.add_label_sets()->set_missing("no recordings");
  spec.add_label_sets()->set_file(path);
  LABELREP_ASSERT_OK_AND_ASSIGN(const ReportInputs inputs, ReadInputs(spec));
  ASSERT_EQ(inputs.label_sets.size(), 2);
  EXPECT_EQ(inputs.label_sets[0].class_names_size(), 0);
  EXPECT_EQ(inputs.label_sets[1].failure(), "mine.npy: is empty");
}

TEST(ReportTest, ALabelSetHasToBeThere) {
  ReportSpec spec;
  spec.add_label_sets()->set_file("/nowhere/labels.pb");
  EXPECT_THAT(ReadInputs(spec), StatusIs(absl::StatusCode::kNotFound, "/nowhere/labels.pb"));
}

absl::StatusOr<Table> OneCell(const ReportSpec& spec, const ReportInputs&) {
  Table table;
  table.set_name(spec.name());
  table.add_columns()->add_headings("n");
  table.add_rows()->add_cells()->set_value(1);
  return table;
}

const RegisteredForm kRegisteredTable("one_cell", &OneCell);

class WriteReportTest : public ::testing::Test {
 protected:
  WriteReportTest() : folder_(::testing::TempDir() + "/write_report") {
    std::filesystem::remove_all(folder_);
    EXPECT_OK(MakeDirectory(folder_ + "/out"));
  }

  absl::Status Run(const std::string& spec) {
    EXPECT_OK(WriteFileAtomically(folder_ + "/spec.textproto", "form: 'one_cell' " + spec));
    return WriteReport(folder_ + "/spec.textproto", folder_ + "/out/t");
  }

  std::string folder_;
};

TEST_F(WriteReportTest, WritesEveryFormat) {
  EXPECT_OK(Run("name: 't'"));
  for (const char* suffix : {".pb", ".md", ".csv", ".tex", ".json", ".html"}) {
    EXPECT_TRUE(std::filesystem::exists(folder_ + "/out/t" + suffix)) << suffix;
  }
}

TEST_F(WriteReportTest, AnErrorNamesItsPlaceAndLeavesNoFile) {
  EXPECT_THAT(Run("name: 't' runs { enocder: 'vgg19' }"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       ::testing::AllOf(HasSubstr("spec.textproto:1:"), HasSubstr("enocder"))));
  // CheckTable refuses a table without a name.
  EXPECT_THAT(Run(""), StatusIs(absl::StatusCode::kInvalidArgument, "table '': name: empty"));
  EXPECT_TRUE(std::filesystem::is_empty(folder_ + "/out"));
  EXPECT_OK(MakeDirectory(folder_ + "/out/t.json"));
  EXPECT_THAT(Run("name: 't'"), StatusIs(absl::StatusCode::kFailedPrecondition, "t.json"));
  for (const char* suffix : {".pb", ".md", ".csv", ".tex", ".html"}) {
    EXPECT_FALSE(PathExists(folder_ + "/out/t" + suffix)) << suffix;
  }
}

}  // namespace
}  // namespace labelrep
