// Writing a new SQLite file: tables of columns, rows of values.
#ifndef RESULTS_DATABASE_SQLITE_FILE_H_
#define RESULTS_DATABASE_SQLITE_FILE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

struct sqlite3;
struct sqlite3_stmt;

namespace labelrep {

// NULL, INTEGER, REAL or TEXT.
using SqlValue = std::variant<std::monostate, int64_t, double, std::string>;

struct SqlColumn {
  std::string name;
  std::string type;  // "INTEGER", "REAL", "TEXT", with what else SQL says of a column
};

// A table to append rows to. Lives no longer than its file.
class SqlTable {
 public:
  // As many values as the table has columns, in their order. INTERNAL with SQLite's reason.
  absl::Status Insert(const std::vector<SqlValue>& row);

 private:
  friend class SqliteFile;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  SqlTable(std::string name, sqlite3* database, sqlite3_stmt* insert);

  std::string name_;
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> insert_;
};

// A file that comes to be when Commit succeeds, in place of what lay there; until then everything
// is in a temporary one beside it. The same rows in the same order make the same bytes.
class SqliteFile {
 public:
  // INTERNAL naming the path, where the temporary file cannot be made.
  static absl::StatusOr<std::unique_ptr<SqliteFile>> Create(const std::string& path);
  ~SqliteFile();

  // Names are taken as they are. With `key`, columns whose values together no two rows share, rows
  // lie in its order and are found by it.
  absl::StatusOr<SqlTable> AddTable(const std::string& name, const std::vector<SqlColumn>& columns,
                                    const std::vector<std::string>& key = {});

  // One or more statements.
  absl::Status Execute(const std::string& sql);

  // No table may be in use any more.
  absl::Status Commit();

 private:
  SqliteFile(std::string path, std::string temporary, sqlite3* database);
  absl::Status Error(const std::string& what) const;

  std::string path_;
  std::string temporary_;
  sqlite3* database_;
};

}  // namespace labelrep

#endif  // RESULTS_DATABASE_SQLITE_FILE_H_
