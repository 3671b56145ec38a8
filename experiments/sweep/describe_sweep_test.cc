#include "experiments/sweep/describe_sweep.h"

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/record/recorded.h"
#include "experiments/sweep/sweep_testing.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

// A run list with one run in each of two profiles, and no processes.
SweepFiles FilesIn(const std::string& folder) {
  RunList list;
  for (const std::string profile : {"cpu", "paper"}) {
    *list.add_runs() = PlannedRunNamed(profile + "_a");
    list.mutable_runs()->rbegin()->set_profile(profile);
  }
  std::string text;
  google::protobuf::TextFormat::PrintToString(list, &text);
  EXPECT_OK(WriteFileAtomically(folder + "/list.textproto", text));
  return {folder + "/list.textproto", folder + "/runs", folder + "/proc"};
}

std::vector<std::string> RunNames(const Table& table) {
  std::vector<std::string> names;
  for (const Row& row : table.rows()) names.push_back(row.headings(0));
  return names;
}

TEST(SweepTest, ShowsTheProfilesThatHaveBegun) {
  const SweepFiles files = FilesIn(EmptyFolder("begun"));
  LABELREP_ASSERT_OK_AND_ASSIGN(Table table, DescribeSweep(files, {}));
  EXPECT_THAT(RunNames(table), ElementsAre("cpu_a", "paper_a"));
  WriteResult(ResultOf(PlannedRunNamed("cpu_a"), 10), files.folder + "/cpu_a");
  LABELREP_ASSERT_OK_AND_ASSIGN(table, DescribeSweep(files, {}));
  EXPECT_THAT(RunNames(table), ElementsAre("cpu_a"));
  EXPECT_THAT(table.rows(0).cells(0).text(), "done");
  LABELREP_ASSERT_OK_AND_ASSIGN(table, DescribeSweep(files, {.profile = "paper"}));
  EXPECT_THAT(RunNames(table), ElementsAre("paper_a"));
}

TEST(SweepTest, SaysWhatIsRecorded) {
  SweepFiles files = FilesIn(EmptyFolder("recorded"));
  files.measured = files.folder + "/measured";
  const RunResult result = ResultOf(PlannedRunNamed("cpu_a"), 10);
  const std::string stem = files.measured + "/cpu/" + RecordedRunName(result.recipe());
  WriteSegmentProvenance(1, 10, 70, stem + ".provenance.pb");
  ASSERT_OK(WriteBinaryProto(stem + ".result.pb", result));
  LABELREP_ASSERT_OK_AND_ASSIGN(Table table, DescribeSweep(files, {.profile = "cpu"}));
  EXPECT_EQ(table.rows(0).cells(0).text(), "missing");
  EXPECT_EQ(table.rows(0).cells(4).text(), "recorded, not here");
  // As --config=recorded leaves it: the result without its provenance.
  WriteResult(result, files.folder + "/cpu_a");
  LABELREP_ASSERT_OK_AND_ASSIGN(table, DescribeSweep(files, {.profile = "cpu"}));
  EXPECT_EQ(table.rows(0).cells(0).text(), "done");
  EXPECT_EQ(table.rows(0).cells(2).text(), "1 min");
}

TEST(SweepTest, NamesWhatNoRunHas) {
  EXPECT_THAT(DescribeSweep(FilesIn(EmptyFolder("filter")), {.encoder = "lenet"}),
              StatusIs(absl::StatusCode::kNotFound, "--encoder=lenet"));
}

TEST(SweepTest, FindsTheFilesBesideTheProgram) {
  const std::string bin = EmptyFolder("bin");
  const std::string program = bin + "/experiments/sweep/sweep";
  std::filesystem::create_symlink(program, bin + "/exe");
  EXPECT_THAT(FindSweepFiles(bin + "/exe"),
              StatusIs(absl::StatusCode::kNotFound,
                       "run_list.textproto: not there; build this program with"));
  const std::string list = "/labelrep/experiments/runs/run_list.textproto";
  ASSERT_OK(MakeDirectory(program + ".runfiles/labelrep/experiments/runs"));
  ASSERT_OK(WriteFileAtomically(program + ".runfiles" + list, ""));
  LABELREP_ASSERT_OK_AND_ASSIGN(const SweepFiles files, FindSweepFiles(bin + "/exe"));
  EXPECT_EQ(files.run_list, program + ".runfiles" + list);
  EXPECT_EQ(files.folder, bin + "/experiments/runs");
}

}  // namespace
}  // namespace labelrep
