#include "results/database/sqlite_file.h"

#include <sqlite3.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::HasSubstr;

absl::Status WriteExample(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::unique_ptr<SqliteFile> file, SqliteFile::Create(path));
  {
    LABELREP_ASSIGN_OR_RETURN(
        SqlTable table,
        file->AddTable("numbers",
                       {{"id", "INTEGER PRIMARY KEY"}, {"half", "REAL"}, {"name", "TEXT"}}));
    LABELREP_RETURN_IF_ERROR(table.Insert({int64_t{1}, 0.5, std::string("o'ne\0x", 6)}));
    LABELREP_RETURN_IF_ERROR(table.Insert({int64_t{2}, SqlValue(), std::string()}));
  }
  return file->Commit();
}

// The first column of each row.
std::vector<std::string> Query(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  EXPECT_EQ(sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  std::vector<std::string> rows;
  EXPECT_EQ(
      sqlite3_exec(
          database, sql.c_str(),
          [](void* to, int, char** values, char**) {
            static_cast<std::vector<std::string>*>(to)->push_back(values[0] ? values[0] : "NULL");
            return 0;
          },
          &rows, nullptr),
      SQLITE_OK)
      << sqlite3_errmsg(database);
  sqlite3_close(database);
  return rows;
}

TEST(SqliteFileTest, HoldsTheRows) {
  const std::string path = testing::TempDir() + "/rows.db";
  ASSERT_OK(WriteExample(path));
  EXPECT_THAT(Query(path, "SELECT 2 * half FROM numbers ORDER BY id"),
              testing::ElementsAre("1.0", "NULL"));
  EXPECT_THAT(Query(path, "SELECT length(CAST(name AS BLOB)) FROM numbers ORDER BY id"),
              testing::ElementsAre("6", "0"));
}

TEST(SqliteFileTest, TheSameRowsAreTheSameBytesInPlaceOfWhatLayThere) {
  const std::string path = testing::TempDir() + "/same.db";
  ASSERT_OK(WriteFileAtomically(path, "no database"));
  ASSERT_OK(WriteExample(path));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string first, ReadFile(path));
  ASSERT_OK(WriteExample(path));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string second, ReadFile(path));
  EXPECT_EQ(first, second);
}

TEST(SqliteFileTest, AKeyIsThatOfOneRow) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::unique_ptr<SqliteFile> file,
                                SqliteFile::Create(testing::TempDir() + "/key.db"));
  LABELREP_ASSERT_OK_AND_ASSIGN(
      SqlTable table, file->AddTable("t", {{"a", "INTEGER"}, {"b", "INTEGER"}}, {"a", "b"}));
  EXPECT_OK(table.Insert({int64_t{1}, int64_t{2}}));
  EXPECT_OK(table.Insert({int64_t{1}, int64_t{3}}));
  EXPECT_THAT(table.Insert({int64_t{1}, int64_t{2}}),
              StatusIs(absl::StatusCode::kInternal, "table t, a new row: UNIQUE"));
}

TEST(SqliteFileTest, WithoutCommitNothingIsLeft) {
  const std::string folder = testing::TempDir() + "/nothing";
  ASSERT_OK(MakeDirectory(folder));
  {
    LABELREP_ASSERT_OK_AND_ASSIGN(const std::unique_ptr<SqliteFile> file,
                                  SqliteFile::Create(folder + "/a.db"));
    ASSERT_OK(file->AddTable("t", {{"a", "TEXT"}}));
    EXPECT_THAT(file->Execute("SELECT nothing"), StatusIs(absl::StatusCode::kInternal, "nothing"));
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<std::string> left, ListFiles(folder));
  EXPECT_TRUE(left.empty());
}

TEST(SqliteFileTest, RefusesAFolderThatIsNotThereAndARowThatDoesNotFit) {
  EXPECT_THAT(SqliteFile::Create("/nowhere/a.db"),
              StatusIs(absl::StatusCode::kInternal, "/nowhere/a.db: cannot be written"));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::unique_ptr<SqliteFile> file,
                                SqliteFile::Create(testing::TempDir() + "/short.db"));
  LABELREP_ASSERT_OK_AND_ASSIGN(SqlTable table,
                                file->AddTable("t", {{"a", "TEXT"}, {"b", "TEXT"}}));
  EXPECT_THAT(table.Insert({std::string("one")}),
              StatusIs(absl::StatusCode::kInternal, "a row of 1 values, expected 2"));
}

}  // namespace
}  // namespace labelrep
