#include "lib/report/display_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

std::string WithThousandsSeparators(std::string digits) {
  const size_t first = digits.find_first_of("0123456789");
  for (size_t i = digits.size(); first != std::string::npos && i > first + 3;) {
    i -= 3;
    digits.insert(i, 1, ',');
  }
  return digits;
}

// Headings of a column for each level, with the column's unit not yet added.
std::vector<std::string> PaddedHeadings(const Column& column, size_t depth) {
  std::vector<std::string> headings(depth - column.headings_size());
  for (const std::string& heading : column.headings()) headings.push_back(OneLine(heading));
  return headings;
}

// Whether column `j` stands under the same headings as the one before it, down to `level`.
bool SharesHeading(const std::vector<std::vector<std::string>>& headings, size_t j, size_t level) {
  return std::equal(headings[j].begin(), headings[j].begin() + level + 1, headings[j - 1].begin());
}

// The columns under each heading of a level; innermost headings never span.
std::vector<int> Spans(const std::vector<std::vector<std::string>>& headings, size_t level) {
  std::vector<int> spans;
  const bool innermost = level + 1 == headings[0].size();
  for (size_t j = 0; j < headings.size(); ++j) {
    if (j > 0 && !innermost && SharesHeading(headings, j, level)) {
      ++spans.back();
    } else {
      spans.push_back(1);
    }
  }
  return spans;
}

// The columns' unit where it is the same for `count` columns from `first`, else "".
std::string SharedUnit(const Table& table, int first, int count) {
  for (int j = first + 1; j < first + count; ++j) {
    if (table.columns(j).unit() != table.columns(first).unit()) return "";
  }
  return OneLine(table.columns(first).unit());
}

std::vector<std::vector<DisplayHeading>> LayOutHeadings(const Table& table) {
  size_t depth = 1;
  for (const Column& column : table.columns())
    depth = std::max<size_t>(depth, column.headings_size());
  std::vector<std::vector<std::string>> headings;
  for (const Column& column : table.columns()) headings.push_back(PaddedHeadings(column, depth));
  std::vector<std::vector<DisplayHeading>> levels(depth);
  std::vector<bool> has_unit(headings.size(), false);
  for (size_t level = 0; level < depth; ++level) {
    int first = 0;
    for (int span : Spans(headings, level)) {
      DisplayHeading heading{headings[first][level], span};
      const std::string unit = SharedUnit(table, first, span);
      if (!unit.empty() && !heading.text.empty() && !has_unit[first]) {
        absl::StrAppend(&heading.text, " (", unit, ")");
        std::fill_n(has_unit.begin() + first, span, true);
      }
      levels[level].push_back(heading);
      first += span;
    }
  }
  return levels;
}

std::string CellText(const Cell& cell, const Column& column) {
  switch (cell.status()) {
    case Cell::ABSENT:
      return "—";
    case Cell::FAILED:
      return "failed";
    case Cell::NOT_APPLICABLE:
      return "n/a";
    default:
      break;
  }
  if (!cell.has_value()) return OneLine(cell.text());
  std::string text = FormatNumber(cell.value(), column);
  if (cell.has_spread()) absl::StrAppend(&text, " ± ", FormatNumber(cell.spread(), column));
  if (cell.has_lo()) {
    absl::StrAppend(&text, " [", FormatNumber(cell.lo(), column), ", ",
                    FormatNumber(cell.hi(), column), "]");
  }
  return text;
}

std::string Details(const Cell& cell) {
  std::string details;
  if (cell.has_value()) details = ExactNumber(cell.value());
  if (cell.has_value() && cell.has_spread())
    absl::StrAppend(&details, " ± ", ExactNumber(cell.spread()));
  if (cell.has_value() && cell.has_lo()) {
    absl::StrAppend(&details, " [", ExactNumber(cell.lo()), ", ", ExactNumber(cell.hi()), "]");
  }
  if (cell.has_source_sha256()) {
    absl::StrAppend(&details, details.empty() ? "" : "; ", "source ",
                    OneLine(cell.source_sha256()));
  }
  return details;
}

// Number (from 1) of a note among the footnotes, where it is added if new; 0 for no note.
int Footnote(const std::string& note, std::vector<std::string>& footnotes) {
  if (note.empty()) return 0;
  const std::string text = OneLine(note);
  const auto found = std::find(footnotes.begin(), footnotes.end(), text);
  if (found != footnotes.end()) return static_cast<int>(found - footnotes.begin()) + 1;
  footnotes.push_back(text);
  return static_cast<int>(footnotes.size());
}

DisplayRow LayOutRow(const Table& table, int index, std::vector<std::string>& footnotes) {
  DisplayRow result;
  const Row& row = table.rows(index);
  for (const std::string& heading : row.headings()) result.headings.push_back(OneLine(heading));
  if (index > 0) {
    const auto& above = table.rows(index - 1).headings();
    while (result.shared_headings + 1 < row.headings_size() &&
           row.headings(result.shared_headings) == above[result.shared_headings]) {
      ++result.shared_headings;
    }
  }
  for (int j = 0; j < row.cells_size(); ++j) {
    const Cell& cell = row.cells(j);
    result.cells.push_back({cell.status(), CellText(cell, table.columns(j)),
                            Footnote(cell.note(), footnotes), Details(cell)});
    if (cell.status() == Cell::OK && cell.has_value()) result.cells.back().value = cell.value();
  }
  return result;
}

// Whether it holds text, and no number.
bool IsTextColumn(const Table& table, int column) {
  bool has_text = false;
  for (const Row& row : table.rows()) {
    if (row.cells(column).has_value()) return false;
    has_text = has_text || row.cells(column).status() == Cell::OK;
  }
  return has_text;
}

}  // namespace

std::string FormatNumber(double value, const Column& column) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::string text =
      absl::StrFormat("%.*f", column.decimals(), column.unit() == "%" ? 100 * value : value);
  const bool is_zero = text.find_first_of("123456789") == std::string::npos;
  // No minus before a number that rounds to zero.
  if (text[0] == '-' && is_zero) text.erase(0, 1);
  if (column.notation() == Column::DIFFERENCE && value > 0 && !is_zero) text.insert(0, 1, '+');
  if (column.notation() == Column::P_VALUE && is_zero) {
    return absl::StrFormat("< %.*f", column.decimals(), std::pow(10, -column.decimals()));
  }
  return column.decimals() == 0 ? WithThousandsSeparators(text) : text;
}

std::string ExactNumber(double value) {
  char buffer[32];
  const std::to_chars_result result = std::to_chars(buffer, buffer + sizeof(buffer), value);
  return std::string(buffer, result.ptr);
}

DisplayTable LayOutTable(const Table& table) {
  DisplayTable result;
  result.name = OneLine(table.name());
  result.title = OneLine(table.title());
  result.subtitle = OneLine(table.subtitle());
  for (const std::string& heading : table.row_headings())
    result.row_headings.push_back(OneLine(heading));
  result.heading_levels = LayOutHeadings(table);
  for (int j = 0; j < table.columns_size(); ++j)
    result.is_text_column.push_back(IsTextColumn(table, j));
  for (int i = 0; i < table.rows_size(); ++i)
    result.rows.push_back(LayOutRow(table, i, result.footnotes));
  for (const std::string& note : table.notes()) result.notes.push_back(OneLine(note));
  return result;
}

}  // namespace labelrep
