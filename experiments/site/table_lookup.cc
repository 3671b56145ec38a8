#include "experiments/site/table_lookup.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/report/display_table.h"

namespace labelrep {

std::optional<int> FindColumn(const Table& table, absl::string_view heading) {
  std::optional<int> begins_so;
  for (int i = 0; i < table.columns_size(); ++i) {
    const auto& headings = table.columns(i).headings();
    const std::string& innermost = headings[headings.size() - 1];
    if (innermost == heading) return i;
    if (!begins_so.has_value() && absl::StartsWith(innermost, heading)) begins_so = i;
  }
  return begins_so;
}

std::optional<int> FindRow(const Table& table, absl::string_view heading, int from, int shared) {
  for (int i = from; i < table.rows_size(); ++i) {
    const auto& headings = table.rows(i).headings();
    for (int level = 0; level < shared; ++level) {
      if (headings[level] != table.rows(from).headings(level)) return std::nullopt;
    }
    if (!headings.empty() && headings[headings.size() - 1] == heading) return i;
  }
  return std::nullopt;
}

std::string ShownCell(const Table& table, int row, int column) {
  switch (table.rows(row).cells(column).status()) {
    case Cell::ABSENT:
      return "not measured";
    case Cell::FAILED:
      return "failed";
    case Cell::NOT_APPLICABLE:
      return "not applicable";
    default:
      break;
  }
  const std::string& unit = table.columns(column).unit();
  const DisplayCell cell = LayOutTable(table).rows[row].cells[column];
  return unit.empty() || !cell.value.has_value() ? cell.text : absl::StrCat(cell.text, " ", unit);
}

}  // namespace labelrep
