#include "lib/base/file_lock.h"

#include <sys/wait.h>
#include <unistd.h>

#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

bool IsFree(const std::string& file, int byte) {
  const absl::StatusOr<std::optional<FileLock>> lock = FileLock::Try(file, byte);
  EXPECT_OK(lock);
  return lock.ok() && lock->has_value();
}

TEST(FileLockTest, KeepsOthersFromItsByteWhileItLives) {
  const std::string file = testing::TempDir() + "/lock";
  {
    LABELREP_ASSERT_OK_AND_ASSIGN(const std::optional<FileLock> lock,
                                  FileLock::Try(file, 3, FileLock::IfAbsent::kMakeFile));
    ASSERT_TRUE(lock.has_value());
    EXPECT_FALSE(IsFree(file, 3));
    EXPECT_TRUE(IsFree(file, 4));
  }
  EXPECT_TRUE(IsFree(file, 3));
}

TEST(FileLockTest, EndsWithItsProcess) {
  const std::string file = testing::TempDir() + "/killed";
  ASSERT_OK(WriteFileAtomically(file, ""));
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t child = fork();
  if (child == 0) {
    const auto lock = FileLock::Try(file, 0);
    const char byte = lock.ok() && lock->has_value() ? 'y' : 'n';
    if (write(ready[1], &byte, 1) == 1) pause();
    _exit(1);
  }
  char byte = 0;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  EXPECT_EQ(byte, 'y');
  EXPECT_FALSE(IsFree(file, 0));
  ASSERT_EQ(kill(child, SIGKILL), 0);
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  EXPECT_TRUE(IsFree(file, 0));
}

TEST(FileLockTest, KnowsWhetherItsFileHasBeenReplaced) {
  const std::string file = testing::TempDir() + "/replaced";
  ASSERT_OK(WriteFileAtomically(file, ""));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::optional<FileLock> lock, FileLock::Try(file, 0));
  ASSERT_TRUE(lock.has_value());
  EXPECT_TRUE(lock->IsOf(file));
  ASSERT_OK(RemoveFile(file));
  EXPECT_FALSE(lock->IsOf(file));
  ASSERT_OK(WriteFileAtomically(file, ""));
  EXPECT_FALSE(lock->IsOf(file));
}

TEST(FileLockTest, NamesAFileThatCannotBeOpened) {
  EXPECT_THAT(FileLock::Try("/no/such", 0), StatusIs(absl::StatusCode::kUnavailable, "/no/such"));
}

}  // namespace
}  // namespace labelrep
