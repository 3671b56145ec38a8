#include "experiments/tables/run_results.h"

#include <string>

#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(RunResultsTest, AreInOrderAndEmptyWhereThereIsNoFile) {
  const std::string path = ::testing::TempDir() + "/run_results.pb";
  RunResult written;
  written.set_parameters(7);
  ASSERT_OK(WriteBinaryProto(path, written));
  TableSpec spec;
  spec.add_runs();
  spec.add_runs()->set_result("/nowhere/result.pb");
  spec.add_runs()->set_result(path);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<RunResult> results, ReadRunResults(spec));
  ASSERT_EQ(results.size(), 3);
  EXPECT_FALSE(results[0].has_parameters());
  EXPECT_FALSE(results[1].has_parameters());
  EXPECT_EQ(results[2].parameters(), 7);

  ASSERT_OK(WriteFileAtomically(path, "no result"));
  EXPECT_THAT(ReadRunResults(spec), StatusIs(absl::StatusCode::kInvalidArgument, path));
}

}  // namespace
}  // namespace labelrep
