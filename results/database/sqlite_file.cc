#include "results/database/sqlite_file.h"

#include <sqlite3.h>

#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/status_macros.h"
#include "lib/base/temporary_file.h"

namespace labelrep {
namespace {

absl::Status ErrorOf(sqlite3* database, const std::string& what) {
  return absl::InternalError(
      absl::StrCat(what, ": ", database ? sqlite3_errmsg(database) : "out of memory"));
}

int Bind(sqlite3_stmt* statement, int place, const SqlValue& value) {
  if (const auto* integer = std::get_if<int64_t>(&value)) {
    return sqlite3_bind_int64(statement, place, *integer);
  }
  if (const auto* real = std::get_if<double>(&value)) {
    return sqlite3_bind_double(statement, place, *real);
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_TRANSIENT,
                               SQLITE_UTF8);
  }
  return sqlite3_bind_null(statement, place);
}

}  // namespace

void SqlTable::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

SqlTable::SqlTable(std::string name, sqlite3* database, sqlite3_stmt* insert)
    : name_(std::move(name)), database_(database), insert_(insert) {}

absl::Status SqlTable::Insert(const std::vector<SqlValue>& row) {
  const int columns = sqlite3_bind_parameter_count(insert_.get());
  if (static_cast<int>(row.size()) != columns) {
    return absl::InternalError(
        absl::StrCat("table ", name_, ": a row of ", row.size(), " values, expected ", columns));
  }
  for (int i = 0; i < columns; ++i) {
    if (Bind(insert_.get(), i + 1, row[i]) != SQLITE_OK) {
      return ErrorOf(database_, absl::StrCat("table ", name_, ", value ", i));
    }
  }
  if (sqlite3_step(insert_.get()) != SQLITE_DONE || sqlite3_reset(insert_.get()) != SQLITE_OK) {
    return ErrorOf(database_, absl::StrCat("table ", name_, ", a new row"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<SqliteFile>> SqliteFile::Create(const std::string& path) {
  const std::string temporary = UnusedName(path);
  sqlite3* database = nullptr;
  const int opened = sqlite3_open_v2(temporary.c_str(), &database,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  std::unique_ptr<SqliteFile> file(new SqliteFile(path, temporary, database));
  if (opened != SQLITE_OK) return file->Error("cannot be written");
  // Nobody reads the file before it is whole, so that it needs neither journal nor locks.
  LABELREP_RETURN_IF_ERROR(file->Execute(
      "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; "
      "BEGIN;"));
  return file;
}

SqliteFile::SqliteFile(std::string path, std::string temporary, sqlite3* database)
    : path_(std::move(path)), temporary_(std::move(temporary)), database_(database) {}

SqliteFile::~SqliteFile() {
  sqlite3_close(database_);
  std::remove(temporary_.c_str());
}

absl::Status SqliteFile::Error(const std::string& what) const {
  return ErrorOf(database_, absl::StrCat(path_, ": ", what));
}

absl::Status SqliteFile::Execute(const std::string& sql) {
  if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return Error(sql);
  }
  return absl::OkStatus();
}

absl::StatusOr<SqlTable> SqliteFile::AddTable(const std::string& name,
                                              const std::vector<SqlColumn>& columns,
                                              const std::vector<std::string>& key) {
  std::vector<std::string> declared;
  for (const SqlColumn& column : columns) {
    declared.push_back(absl::StrCat("\"", column.name, "\" ", column.type));
  }
  if (!key.empty()) {
    declared.push_back(absl::StrCat("PRIMARY KEY (", absl::StrJoin(key, ", "), ")"));
  }
  LABELREP_RETURN_IF_ERROR(
      Execute(absl::StrCat("CREATE TABLE ", name, " (", absl::StrJoin(declared, ", "), ")",
                           key.empty() ? "" : " WITHOUT ROWID")));
  const std::string insert =
      absl::StrCat("INSERT INTO ", name, " VALUES (",
                   absl::StrJoin(std::vector<std::string>(columns.size(), "?"), ", "), ")");
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_, insert.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    return Error(insert);
  }
  return SqlTable(name, database_, statement);
}

absl::Status SqliteFile::Commit() {
  LABELREP_RETURN_IF_ERROR(Execute("COMMIT"));
  if (sqlite3_close(database_) != SQLITE_OK) return Error("a table is in use");
  database_ = nullptr;
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return Error("cannot be replaced");
  return absl::OkStatus();
}

}  // namespace labelrep
