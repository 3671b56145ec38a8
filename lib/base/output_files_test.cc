#include "lib/base/output_files.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

class OutputFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = absl::StrCat(testing::TempDir(), "/",
                           testing::UnitTest::GetInstance()->current_test_info()->name());
    ASSERT_OK(MakeDirectory(folder_));
  }
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  void WriteOld() const {
    ASSERT_OK(WriteTogether({{Path("images"), "old images"}, {Path("result"), "old result"}}));
  }
  void ExpectOnlyOld() const {
    EXPECT_THAT(ReadFile(Path("images")), IsOkAndHolds("old images"));
    EXPECT_THAT(ReadFile(Path("result")), IsOkAndHolds("old result"));
    EXPECT_THAT(ListFiles(folder_), IsOkAndHolds(ElementsAre(Path("images"), Path("result"))));
  }

  std::string folder_;
};

TEST_F(OutputFilesTest, AllTakeThePlaceOfTheEarlierOnes) {
  WriteOld();
  ASSERT_OK(WriteTogether({{Path("more"), "m"}, {Path("result"), "r"}}, {Path("images")}));
  EXPECT_THAT(ReadFile(Path("more")), IsOkAndHolds("m"));
  EXPECT_THAT(ReadFile(Path("result")), IsOkAndHolds("r"));
  EXPECT_THAT(ListFiles(folder_), IsOkAndHolds(ElementsAre(Path("more"), Path("result"))));
}

TEST_F(OutputFilesTest, AFileThatCannotBeWrittenLeavesTheEarlierSet) {
  WriteOld();
  EXPECT_THAT(WriteTogether({{Path("images"), "a"}, {Path("no/such"), "b"}, {Path("result"), "c"}}),
              StatusIs(absl::StatusCode::kNotFound, "no/such"));
  ExpectOnlyOld();
}

TEST_F(OutputFilesTest, AFullDiskLeavesTheEarlierSet) {
  WriteOld();
  signal(SIGXFSZ, SIG_IGN);
  rlimit before = {};
  getrlimit(RLIMIT_FSIZE, &before);
  const rlimit full = {1000, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &full);
  const absl::Status status =
      WriteTogether({{Path("images"), "new"}, {Path("result"), std::string(5000, 'x')}});
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted, Path("result")));
  ExpectOnlyOld();
}

// "." cannot be renamed, which stands for any rename that fails.
TEST_F(OutputFilesTest, ARenameThatFailsPutsTheEarlierSetBack) {
  WriteOld();
  EXPECT_FALSE(WriteTogether({{Path("images"), "new"}, {Path("result"), "new"}}, {Path(".")}).ok());
  ExpectOnlyOld();
}

TEST_F(OutputFilesTest, AFirstSetThatFailsLeavesNothing) {
  EXPECT_FALSE(WriteTogether({{Path("images"), "new"}, {Path("result"), "new"}}, {Path(".")}).ok());
  EXPECT_THAT(ListFiles(folder_), IsOkAndHolds(ElementsAre()));
}

}  // namespace
}  // namespace labelrep
