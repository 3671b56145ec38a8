#include "lib/report/table_check.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

template <typename... Parts>
absl::Status Problem(const Table& table, const Parts&... parts) {
  return absl::InvalidArgumentError(absl::StrCat("table '", table.name(), "': ", parts...));
}

absl::Status CheckColumns(const Table& table) {
  if (table.columns().empty()) return Problem(table, "columns: none, expected at least one");
  for (int i = 0; i < table.columns_size(); ++i) {
    const Column& column = table.columns(i);
    if (column.headings().empty()) return Problem(table, "columns[", i, "].headings: empty");
    if (column.decimals() < 0 || column.decimals() > 17) {
      return Problem(table, "columns[", i, "].decimals: ", column.decimals(), ", expected 0 to 17");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckCell(const Table& table, const Row& row, int column) {
  const Cell& cell = row.cells(column);
  const auto problem = [&](auto... what) {
    return Problem(table, "row '", absl::StrJoin(row.headings(), " "), "', column '",
                   absl::StrJoin(table.columns(column).headings(), " "), "': ", what...);
  };
  if (cell.status() == Cell::OK && !cell.has_value() && !cell.has_text()) {
    return problem("status OK without value or text");
  }
  if (cell.has_lo() != cell.has_hi() || (cell.has_lo() && !cell.has_value())) {
    return problem("of value, lo and hi some are there, expected all for an interval");
  }
  if (cell.lo() > cell.hi()) {
    return problem("lo ", cell.lo(), " is above hi ", cell.hi());
  }
  if (cell.status() == Cell::FAILED && cell.note().empty()) {
    return problem("status FAILED without a note that says why");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckTable(const Table& table) {
  if (table.name().empty()) return Problem(table, "name: empty");
  LABELREP_RETURN_IF_ERROR(CheckColumns(table));
  for (int i = 0; i < table.rows_size(); ++i) {
    const Row& row = table.rows(i);
    if (row.headings_size() != table.row_headings_size()) {
      return Problem(table, "rows[", i, "].headings: ", row.headings_size(), ", expected ",
                     table.row_headings_size(), " as in row_headings");
    }
    if (row.cells_size() != table.columns_size()) {
      return Problem(table, "rows[", i, "].cells: ", row.cells_size(), ", expected ",
                     table.columns_size(), ", one for each column");
    }
    for (int j = 0; j < row.cells_size(); ++j) LABELREP_RETURN_IF_ERROR(CheckCell(table, row, j));
  }
  return absl::OkStatus();
}

}  // namespace labelrep
