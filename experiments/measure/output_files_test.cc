#include "experiments/measure/output_files.h"

#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

TEST(OutputFilesTest, AllAreWritten) {
  const std::string folder = testing::TempDir() + "/all";
  ASSERT_OK(MakeDirectory(folder));
  ASSERT_OK(WriteInOrder({{folder + "/images", "a"}, {folder + "/result", "b"}}));
  EXPECT_THAT(ReadFile(folder + "/images"), IsOkAndHolds("a"));
  EXPECT_THAT(ReadFile(folder + "/result"), IsOkAndHolds("b"));
}

TEST(OutputFilesTest, AfterAnErrorNoResultIsLeft) {
  const std::string folder = testing::TempDir() + "/none";
  ASSERT_OK(MakeDirectory(folder));
  ASSERT_OK(WriteFileAtomically(folder + "/result", "of an earlier measurement"));
  EXPECT_FALSE(
      WriteInOrder(
          {{folder + "/images", "a"}, {folder + "/no/such", "b"}, {folder + "/result", "c"}})
          .ok());
  EXPECT_FALSE(PathExists(folder + "/images"));
  EXPECT_FALSE(PathExists(folder + "/result"));
}

}  // namespace
}  // namespace labelrep
