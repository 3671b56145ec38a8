#include "lib/report/markdown.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/report/display_table.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

// A piece of a line: text over `columns` columns.
struct Piece {
  std::string text;
  int columns = 1;
  bool right = false;
};
using Line = std::vector<Piece>;

std::string Bold(const std::string& text) {
  return text.empty() ? "" : absl::StrCat("**", text, "**");
}

// "¹²" for 12: Markdown's own footnotes would meet those of another table on the same page.
std::string Mark(int footnote) {
  static constexpr const char* kDigits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string mark;
  for (const char digit : absl::StrCat(footnote)) mark += kDigits[digit - '0'];
  return mark;
}

Line HeadingLine(const DisplayTable& table, size_t level) {
  Line line;
  for (const std::string& heading : table.row_headings) {
    line.push_back({level == 0 ? EscapeMarkdown(heading) : ""});
  }
  size_t column = 0;
  for (const DisplayHeading& heading : table.heading_levels[level]) {
    const std::string text = EscapeMarkdown(heading.text);
    line.push_back({level == 0 ? text : Bold(text), heading.columns,
                    heading.columns == 1 && !table.is_text_column[column]});
    column += heading.columns;
  }
  return line;
}

Line RowLine(const DisplayTable& table, const DisplayRow& row) {
  Line line;
  for (size_t i = 0; i < row.headings.size(); ++i) {
    line.push_back(
        {static_cast<int>(i) < row.shared_headings ? "" : EscapeMarkdown(row.headings[i])});
  }
  for (size_t j = 0; j < row.cells.size(); ++j) {
    std::string text = EscapeMarkdown(row.cells[j].text);
    if (row.cells[j].footnote > 0) absl::StrAppend(&text, " ", Mark(row.cells[j].footnote));
    line.push_back({text, 1, !table.is_text_column[j]});
  }
  return line;
}

// Characters inside a piece over columns of these widths: "| text |||" is as wide as "| a | b | c
// |".
int InnerWidth(const std::vector<int>& widths, size_t first, int columns) {
  int width = 2 * (columns - 1);
  for (int k = 0; k < columns; ++k) width += widths[first + k];
  return width;
}

std::vector<int> ColumnWidths(const std::vector<Line>& lines, size_t columns) {
  // A delimiter cell such as ":--" takes three.
  std::vector<int> widths(columns, 3);
  for (bool spanning : {false, true}) {
    for (const Line& line : lines) {
      size_t first = 0;
      for (const Piece& piece : line) {
        const size_t last = first + piece.columns - 1;
        const int missing = DisplayWidth(piece.text) - InnerWidth(widths, first, piece.columns);
        if ((piece.columns > 1) == spanning && missing > 0) widths[last] += missing;
        first = last + 1;
      }
    }
  }
  return widths;
}

std::string RenderLine(const Line& line, const std::vector<int>& widths) {
  std::string result;
  size_t first = 0;
  for (const Piece& piece : line) {
    const int padding = InnerWidth(widths, first, piece.columns) - DisplayWidth(piece.text);
    const std::string space(padding, ' ');
    absl::StrAppend(&result, "| ", piece.right ? space : "", piece.text, piece.right ? "" : space,
                    " ", std::string(piece.columns - 1, '|'));
    first += piece.columns;
  }
  return result + "|\n";
}

std::string RenderDelimiters(const DisplayTable& table, const std::vector<int>& widths) {
  std::string result;
  for (size_t i = 0; i < widths.size(); ++i) {
    const size_t headings = table.row_headings.size();
    const bool right = i >= headings && !table.is_text_column[i - headings];
    const std::string dashes(widths[i] - 1, '-');
    absl::StrAppend(&result, "| ", right ? "" : ":", dashes, right ? ":" : "", " ");
  }
  return result + "|\n";
}

bool IsWord(std::string_view text, size_t i) {
  // Bytes of non-ASCII characters count as parts of words.
  return i < text.size() &&
         (absl::ascii_isalnum(text[i]) || static_cast<unsigned char>(text[i]) >= 0x80);
}

bool NeedsBackslash(std::string_view text, size_t i) {
  const char next = i + 1 < text.size() ? text[i + 1] : ' ';
  switch (text[i]) {
    case '\\':
    case '`':
    case '|':
    case '~':
    case '$':
      return true;
    // A link or a footnote; [0, 1] is neither.
    case '[':
      return next == '^' || text.find("](", i) != text.npos || text.find("][", i) != text.npos ||
             text.find("]:", i) != text.npos;
    case '*':
      return i == 0 || text[i - 1] != ' ' || next != ' ';
    case '_':
      return i == 0 || !IsWord(text, i - 1) || !IsWord(text, i + 1);
    case '<':
      return absl::ascii_isalpha(next) || next == '/' || next == '!' || next == '?';
    case '&':
      return absl::ascii_isalnum(next) || next == '#';
    // At the start of a line: headings, quotes, lists and rules.
    case '#':
    case '>':
      return i == 0;
    case '+':
    case '-':
      return i == 0 && (next == ' ' || next == '-');
    case '.':
    case ')':
      return i > 0 && next == ' ' &&
             std::all_of(text.begin(), text.begin() + i, absl::ascii_isdigit);
    default:
      return false;
  }
}

}  // namespace

std::string EscapeMarkdown(std::string_view text) {
  const std::string line = OneLine(text);
  std::string result;
  for (size_t i = 0; i < line.size(); ++i) {
    if (NeedsBackslash(line, i)) result += '\\';
    result += line[i];
  }
  return result;
}

std::string TableAsMarkdown(const Table& table) {
  const DisplayTable display = LayOutTable(table);
  std::vector<Line> lines;
  for (size_t level = 0; level < display.heading_levels.size(); ++level) {
    lines.push_back(HeadingLine(display, level));
  }
  for (const DisplayRow& row : display.rows) lines.push_back(RowLine(display, row));
  const std::vector<int> widths =
      ColumnWidths(lines, display.row_headings.size() + display.is_text_column.size());

  std::string result;
  if (!display.title.empty())
    absl::StrAppend(&result, "## ", EscapeMarkdown(display.title), "\n\n");
  if (!display.subtitle.empty()) absl::StrAppend(&result, EscapeMarkdown(display.subtitle), "\n\n");
  for (size_t i = 0; i < lines.size(); ++i) {
    result += RenderLine(lines[i], widths);
    if (i == 0) result += RenderDelimiters(display, widths);
  }
  for (size_t i = 0; i < display.footnotes.size(); ++i) {
    absl::StrAppend(&result, "\n", Mark(static_cast<int>(i) + 1), " ",
                    EscapeMarkdown(display.footnotes[i]), "\n");
  }
  for (const std::string& note : display.notes)
    absl::StrAppend(&result, "\n", EscapeMarkdown(note), "\n");
  return result;
}

}  // namespace labelrep
