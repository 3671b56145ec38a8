#include "lib/report/csv.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lib/report/display_table.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

int Depth(const Table& table) {
  int depth = 1;
  for (const Column& column : table.columns()) depth = std::max(depth, column.headings_size());
  return depth;
}

// What the headings of columns of one level are.
std::string LevelName(const Table& table, int level) {
  if (level < table.column_headings_size()) return table.column_headings(level);
  const int levels_inside = Depth(table) - 1 - level;
  if (levels_inside == 0) return "measure";
  return levels_inside == 1 ? "group" : absl::StrCat("group_", levels_inside);
}

std::vector<std::string> Header(const Table& table) {
  std::vector<std::string> fields(table.row_headings().begin(), table.row_headings().end());
  for (int level = 0; level < Depth(table); ++level) fields.push_back(LevelName(table, level));
  for (const char* name :
       {"value", "spread", "lo", "hi", "unit", "status", "text", "note", "source_sha256"})
    fields.push_back(name);
  return fields;
}

std::vector<std::string> CellFields(const Table& table, const Row& row, int j) {
  const Column& column = table.columns(j);
  const Cell& cell = row.cells(j);
  std::vector<std::string> fields(row.headings().begin(), row.headings().end());
  fields.resize(fields.size() + Depth(table) - column.headings_size());
  fields.insert(fields.end(), column.headings().begin(), column.headings().end());
  fields.push_back(cell.has_value() ? ExactNumber(cell.value()) : "");
  fields.push_back(cell.has_spread() ? ExactNumber(cell.spread()) : "");
  fields.push_back(cell.has_lo() ? ExactNumber(cell.lo()) : "");
  fields.push_back(cell.has_hi() ? ExactNumber(cell.hi()) : "");
  fields.push_back(column.unit() == "%" ? "share" : column.unit());
  fields.push_back(absl::AsciiStrToLower(Cell::Status_Name(cell.status())));
  fields.push_back(cell.text());
  fields.push_back(cell.note());
  fields.push_back(cell.source_sha256());
  return fields;
}

}  // namespace

std::string EscapeCsv(std::string_view text) {
  const std::string valid = ValidUtf8(text);
  const bool outer_space = !valid.empty() && (valid.front() == ' ' || valid.back() == ' ');
  if (!outer_space && valid.find_first_of(",\"\r\n") == std::string::npos) return valid;
  return absl::StrCat("\"", absl::StrReplaceAll(valid, {{"\"", "\"\""}}), "\"");
}

std::string CsvLine(const std::vector<std::string>& fields) {
  std::string line;
  for (size_t i = 0; i < fields.size(); ++i)
    absl::StrAppend(&line, i == 0 ? "" : ",", EscapeCsv(fields[i]));
  return line + "\n";
}

std::string TableAsCsv(const Table& table) {
  std::string result = CsvLine(Header(table));
  for (const Row& row : table.rows()) {
    for (int j = 0; j < row.cells_size(); ++j) result += CsvLine(CellFields(table, row, j));
  }
  return result;
}

}  // namespace labelrep
