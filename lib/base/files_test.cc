#include "lib/base/files.h"

#include <pwd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A folder of its own for each test.
class FilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = absl::StrCat(::testing::TempDir(), "/", test->name());
    ASSERT_OK(MakeDirectory(folder_));
  }
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }

  std::string folder_;
};

TEST_F(FilesTest, WritesAndReadsAnyBytes) {
  std::string bytes(300'000, 'x');
  bytes[7] = '\0';
  bytes[8] = '\n';
  ASSERT_OK(WriteFileAtomically(Path("a"), bytes));
  EXPECT_THAT(ReadFile(Path("a")), IsOkAndHolds(bytes));
  ASSERT_OK(WriteFileAtomically(Path("a"), ""));
  EXPECT_THAT(ReadFile(Path("a")), IsOkAndHolds(""));
  EXPECT_THAT(ListFiles(folder_), IsOkAndHolds(ElementsAre(Path("a"))));
}

TEST_F(FilesTest, RemovesWhatIsThere) {
  ASSERT_OK(WriteFileAtomically(Path("a"), "x"));
  EXPECT_OK(RemoveFile(Path("a")));
  EXPECT_FALSE(PathExists(Path("a")));
  EXPECT_OK(RemoveFile(Path("a")));
  EXPECT_THAT(RemoveFile("/dev/null/a"), StatusIs(absl::StatusCode::kNotFound, "/dev/null/a"));
}

TEST_F(FilesTest, ReadsFilesWithoutSize) {
  EXPECT_THAT(ReadFile("/dev/null"), IsOkAndHolds(""));
  EXPECT_THAT(ReadFile("/proc/self/status"), IsOkAndHolds(HasSubstr("Pid:")));
}

TEST_F(FilesTest, ReadErrorsNameTheFile) {
  EXPECT_THAT(ReadFile(Path("none")), StatusIs(absl::StatusCode::kNotFound, Path("none")));
  EXPECT_THAT(ReadFile(folder_), StatusIs(absl::StatusCode::kUnavailable, folder_));
}

TEST_F(FilesTest, RefusesFilesWithoutPermission) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  ASSERT_OK(WriteFileAtomically(Path("a"), "x"));
  ASSERT_EQ(chmod(Path("a").c_str(), 0), 0);
  EXPECT_THAT(ReadFile(Path("a")), StatusIs(absl::StatusCode::kPermissionDenied, Path("a")));
}

TEST_F(FilesTest, WriteErrorsNameTheFile) {
  EXPECT_THAT(WriteFileAtomically(Path("none/a"), "x"),
              StatusIs(absl::StatusCode::kNotFound, Path("none/a")));
  EXPECT_THAT(WriteFileAtomically(folder_, "x"),
              StatusIs(absl::StatusCode::kFailedPrecondition, "it is a folder"));
  EXPECT_THAT(WriteFileAtomically("/dev/null", "x"),
              StatusIs(absl::StatusCode::kFailedPrecondition, "/dev/null"));
  EXPECT_THAT(ListFiles(folder_), IsOkAndHolds(IsEmpty()));
}

// A limit on the size of files stands for a full disk: writing stops after some bytes.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit = {bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_;
};

TEST_F(FilesTest, FullDiskLeavesTheOldFileAndNoOther) {
  ASSERT_OK(WriteFileAtomically(Path("a"), "old"));
  absl::Status status;
  {
    FileSizeLimit limit(1000);
    status = WriteFileAtomically(Path("a"), std::string(5000, 'x'));
  }
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted,
                               AllOf(HasSubstr(Path("a") + ":"), HasSubstr("free space"))));
  EXPECT_THAT(ReadFile(Path("a")), IsOkAndHolds("old"));
  EXPECT_THAT(ListFiles(folder_), IsOkAndHolds(ElementsAre(Path("a"))));
}

TEST_F(FilesTest, StepsAsideForWhatAKilledProcessLeft) {
  std::vector<std::string> left;
  for (int i = 0; i < 100; ++i) {
    left.push_back(absl::StrCat(Path("a"), ".tmp.", getpid(), ".", i));
    ASSERT_OK(WriteFileAtomically(left.back(), "left"));
  }
  ASSERT_OK(WriteFileAtomically(Path("a"), "new"));
  EXPECT_THAT(ReadFile(Path("a")), IsOkAndHolds("new"));
  for (const std::string& path : left) EXPECT_THAT(ReadFile(path), IsOkAndHolds("left"));
}

TEST_F(FilesTest, AReaderNeverSeesHalfAFile) {
  const std::string first(100'000, 'a');
  const std::string second(200'000, 'b');
  ASSERT_OK(WriteFileAtomically(Path("a"), first));
  std::thread writer([&] {
    for (int i = 0; i < 20; ++i) {
      EXPECT_OK(WriteFileAtomically(Path("a"), i % 2 == 0 ? second : first));
    }
  });
  for (int i = 0; i < 200; ++i) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const std::string bytes, ReadFile(Path("a")));
    EXPECT_TRUE(bytes == first || bytes == second);
  }
  writer.join();
}

TEST_F(FilesTest, MakesFoldersAboveAndAcceptsExistingOnes) {
  EXPECT_OK(MakeDirectory(Path("b/c/d")));
  EXPECT_OK(MakeDirectory(Path("b/c/d")));
  ASSERT_OK(WriteFileAtomically(Path("file"), "x"));
  EXPECT_THAT(MakeDirectory(Path("file")), StatusIs(absl::StatusCode::kNotFound, Path("file")));
  EXPECT_THAT(MakeDirectory(Path("file/e")), StatusIs(absl::StatusCode::kNotFound, "file/e"));
}

TEST_F(FilesTest, ListsPlainFilesAndLinksToThemByName) {
  ASSERT_OK(WriteFileAtomically(Path("b"), "x"));
  ASSERT_OK(WriteFileAtomically(Path("a"), "x"));
  ASSERT_OK(MakeDirectory(Path("folder")));
  ASSERT_EQ(symlink(Path("a").c_str(), Path("link").c_str()), 0);
  ASSERT_EQ(symlink(Path("none").c_str(), Path("broken").c_str()), 0);
  EXPECT_THAT(ListFiles(folder_), IsOkAndHolds(ElementsAre(Path("a"), Path("b"), Path("link"))));
  EXPECT_THAT(ListFiles(Path("none")), StatusIs(absl::StatusCode::kNotFound, Path("none")));
}

TEST_F(FilesTest, PathsExistOrNot) {
  ASSERT_OK(WriteFileAtomically(Path("file"), "x"));
  ASSERT_EQ(symlink(Path("none").c_str(), Path("broken").c_str()), 0);
  EXPECT_TRUE(PathExists(Path("file")));
  EXPECT_TRUE(PathExists(folder_));
  EXPECT_FALSE(PathExists(Path("none")));
  EXPECT_FALSE(PathExists(Path("broken")));
  EXPECT_FALSE(PathExists(Path("file/below")));
}

TEST_F(FilesTest, UserPathIsRelativeToWhereTheCommandWasTyped) {
  unsetenv("BUILD_WORKING_DIRECTORY");
  EXPECT_EQ(UserPath("a/b"), "a/b");
  setenv("BUILD_WORKING_DIRECTORY", "/home/user", 1);
  EXPECT_EQ(UserPath("a/b"), "/home/user/a/b");
  EXPECT_EQ(UserPath("/a/b"), "/a/b");
  EXPECT_EQ(UserPath(""), "");
  unsetenv("BUILD_WORKING_DIRECTORY");
}

TEST_F(FilesTest, UserPathBeginsAtHomeAsInAShell) {
  setenv("BUILD_WORKING_DIRECTORY", "/somewhere", 1);
  setenv("HOME", "/home/me", 1);
  EXPECT_EQ(UserPath("~"), "/home/me");
  EXPECT_EQ(UserPath("~/runs/1"), "/home/me/runs/1");
  const passwd* root = getpwnam("root");
  ASSERT_NE(root, nullptr);
  EXPECT_EQ(UserPath("~root/runs"), std::string(root->pw_dir) + "/runs");
  unsetenv("HOME");
  EXPECT_EQ(UserPath("~/runs"), std::string(getpwuid(getuid())->pw_dir) + "/runs");
  // Nobody's home, so it is a name like any other.
  EXPECT_EQ(UserPath("~no such user/a"), "/somewhere/~no such user/a");
  EXPECT_EQ(UserPath("runs/~/a"), "/somewhere/runs/~/a");
  unsetenv("BUILD_WORKING_DIRECTORY");
}

}  // namespace
}  // namespace labelrep
