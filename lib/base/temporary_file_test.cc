#include "lib/base/temporary_file.h"

#include <filesystem>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

std::string NewFolder() {
  const std::string folder =
      testing::TempDir() + "/" + testing::UnitTest::GetInstance()->current_test_info()->name();
  EXPECT_OK(MakeDirectory(folder));
  return folder;
}

TEST(TemporaryFileTest, IsBesideItsPathUntilItIsPutInPlace) {
  const std::string path = NewFolder() + "/a";
  ASSERT_OK(WriteFileAtomically(path, "old"));
  LABELREP_ASSERT_OK_AND_ASSIGN(TemporaryFile file,
                                TemporaryFile::Write(path, "new", Durability::kUnsynced));
  EXPECT_EQ(file.path(), path);
  EXPECT_FALSE(file.is_in_place());
  EXPECT_THAT(ReadFile(path), IsOkAndHolds("old"));
  ASSERT_OK(file.PutInPlace());
  EXPECT_TRUE(file.is_in_place());
  EXPECT_THAT(ReadFile(path), IsOkAndHolds("new"));
}

TEST(TemporaryFileTest, IsGoneUnlessItWasPutInPlace) {
  const std::string folder = NewFolder();
  {
    LABELREP_ASSERT_OK_AND_ASSIGN(const TemporaryFile file,
                                  TemporaryFile::Write(folder + "/a", "new", Durability::kSynced));
    LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<std::string> files, ListFiles(folder));
    ASSERT_EQ(files.size(), 1);
    EXPECT_TRUE(IsTemporaryName(std::filesystem::path(files[0]).filename().string())) << files[0];
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<std::string> files, ListFiles(folder));
  EXPECT_TRUE(files.empty());
}

TEST(TemporaryFileTest, NamesOfItsOwnAreTemporaryAndNoFileHasThem) {
  const std::string path = NewFolder() + "/a";
  const std::string name = UnusedName(path);
  EXPECT_FALSE(PathExists(name));
  EXPECT_NE(UnusedName(path), name);
  EXPECT_TRUE(IsTemporaryName(std::filesystem::path(name).filename().string())) << name;
  for (const char* other : {"a", "a.tmp", "a.tmp.1", "a.tmp.x.1", "tmp.1.2x", ""}) {
    EXPECT_FALSE(IsTemporaryName(other)) << other;
  }
}

TEST(TemporaryFileTest, RefusesToReplaceAFolder) {
  EXPECT_THAT(TemporaryFile::Write(NewFolder(), "new", Durability::kUnsynced),
              StatusIs(absl::StatusCode::kFailedPrecondition, "it is a folder"));
}

}  // namespace
}  // namespace labelrep
