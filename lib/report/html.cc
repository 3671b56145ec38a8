#include "lib/report/html.h"

#include "absl/strings/str_cat.h"
#include "lib/report/display_table.h"
#include "lib/report/markup.h"

namespace labelrep {
namespace {

constexpr char kStyle[] =
    R"css(
:root { color-scheme: light dark;)css"
    R"css( --ink: #1d1d1f; --faint: #6b6b70; --line: #d5d5da;)css"
    R"css( --paper: #ffffff; --hover: #f2f5f9; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root {)css"
    R"css( --ink: #e8e8ea; --faint: #9a9aa2; --line: #3c3c42;)css"
    R"css( --paper: #17171a; --hover: #222228; --bad: #ff8a80; }
}
body { margin: 2.5rem auto; max-width: 72rem; padding: 0 1.5rem;)css"
    R"css( background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .3rem; }
.subtitle { color: var(--faint); margin: 0 0 1.4rem; max-width: 60rem; }
.scroll { overflow: auto; max-height: 92vh; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums;)css"
    R"css( border-top: 2px solid var(--ink); border-bottom: 2px solid var(--ink); }
th, td { padding: .35rem .8rem; text-align: left; vertical-align: baseline; white-space: nowrap; }
thead { position: sticky; top: 0; z-index: 2; background: var(--paper); }
thead th { vertical-align: bottom; }
th.first { position: sticky; left: 0; z-index: 1; background: var(--paper); }
.group span { position: sticky; left: 1rem; right: 1rem; }
th { font-weight: 600; }
tbody th { font-weight: 400; }
thead tr:last-child th, thead th[rowspan] { border-bottom: 1px solid var(--ink); }
thead th.group { text-align: center; border-bottom: 1px solid var(--line); }
tbody tr.block th, tbody tr.block td { border-top: 1px solid var(--line); }
tbody tr:hover td, tbody tr:hover th:not([rowspan]) { background: var(--hover); }
.number { text-align: right; }
.absent, .not_applicable { color: var(--faint); }
.failed { color: var(--bad); }
sup { line-height: 0; }
sup a { color: inherit; text-decoration: none; }
.footnotes, .notes { color: var(--faint); font-size: .9rem; max-width: 60rem; }
)css";

std::string Tag(const std::string& name, const std::string& attributes,
                const std::string& content) {
  return absl::StrCat("<", name, attributes, ">", content, "</", name, ">");
}

const std::string& TitleOf(const DisplayTable& table) {
  return table.title.empty() ? table.name : table.title;
}

std::string HeadingRows(const DisplayTable& table) {
  std::string result;
  const size_t depth = table.heading_levels.size();
  for (size_t level = 0; level < depth; ++level) {
    const bool innermost = level + 1 == depth;
    result += "<tr>";
    if (level == 0) {
      for (const std::string& heading : table.row_headings) {
        const bool first = &heading == &table.row_headings.front();
        result += Tag(
            "th",
            absl::StrCat(" scope=\"col\" rowspan=\"", depth, "\"", first ? " class=\"first\"" : ""),
            EscapeHtml(heading));
      }
    }
    size_t column = 0;
    for (const DisplayHeading& heading : table.heading_levels[level]) {
      const std::string attributes =
          innermost
              ? absl::StrCat(" scope=\"col\"",
                             table.is_text_column[column] ? "" : " class=\"number\"")
              : absl::StrCat(" scope=\"colgroup\"", heading.text.empty() ? "" : " class=\"group\"",
                             " colspan=\"", heading.columns, "\"");
      const std::string text = EscapeHtml(heading.text);
      // A span of its own stays in view where its columns do not fit.
      result += Tag("th", attributes, innermost ? text : Tag("span", "", text));
      column += heading.columns;
    }
    result += "</tr>\n";
  }
  return result;
}

// Rows from `row` on, itself included, that stand under its heading `level`.
int RowsUnder(const DisplayTable& table, size_t row, int level) {
  size_t next = row + 1;
  while (next < table.rows.size() && table.rows[next].shared_headings > level) ++next;
  return static_cast<int>(next - row);
}

std::string CellElement(const DisplayCell& cell, bool is_text, const std::string& name) {
  std::string classes = is_text ? "" : "number";
  if (cell.status == Cell::ABSENT) absl::StrAppend(&classes, " absent");
  if (cell.status == Cell::FAILED) absl::StrAppend(&classes, " failed");
  if (cell.status == Cell::NOT_APPLICABLE) absl::StrAppend(&classes, " not_applicable");
  std::string attributes;
  if (!classes.empty()) absl::StrAppend(&attributes, " class=\"", classes, "\"");
  if (!cell.details.empty())
    absl::StrAppend(&attributes, " title=\"", EscapeHtml(cell.details), "\"");
  if (cell.value.has_value()) {
    absl::StrAppend(&attributes, " data-value=\"", ExactNumber(*cell.value), "\"");
  }
  std::string content = EscapeHtml(cell.text);
  if (cell.footnote > 0) {
    absl::StrAppend(&content, "<sup><a href=\"#", name, "note", cell.footnote, "\">", cell.footnote,
                    "</a></sup>");
  }
  return Tag("td", attributes, content);
}

std::string BodyRow(const DisplayTable& table, size_t i, const std::string& name) {
  const DisplayRow& row = table.rows[i];
  const bool starts_block = i > 0 && row.shared_headings == 0 && row.headings.size() > 1;
  std::string result = starts_block ? "<tr class=\"block\">" : "<tr>";
  for (int level = row.shared_headings; level < static_cast<int>(row.headings.size()); ++level) {
    const int span = RowsUnder(table, i, level);
    std::string attributes =
        span > 1 ? absl::StrCat(" scope=\"rowgroup\" rowspan=\"", span, "\"") : " scope=\"row\"";
    if (level == 0) attributes += " class=\"first\"";
    result += Tag("th", attributes, EscapeHtml(row.headings[level]));
  }
  for (size_t j = 0; j < row.cells.size(); ++j)
    result += CellElement(row.cells[j], table.is_text_column[j], name);
  return result + "</tr>\n";
}

std::string Footer(const DisplayTable& table, const std::string& name) {
  std::string result;
  if (!table.footnotes.empty()) {
    result += "<ol class=\"footnotes\">\n";
    for (size_t i = 0; i < table.footnotes.size(); ++i) {
      absl::StrAppend(&result,
                      Tag("li", absl::StrCat(" id=\"", name, "note", i + 1, "\""),
                          EscapeHtml(table.footnotes[i])),
                      "\n");
    }
    result += "</ol>\n";
  }
  for (const std::string& note : table.notes)
    absl::StrAppend(&result, Tag("p", " class=\"notes\"", EscapeHtml(note)), "\n");
  return result;
}

// The table, and what stands under it.
std::string Fragment(const DisplayTable& table, const std::string& name) {
  std::string result =
      absl::StrCat("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"",
                   EscapeHtml(TitleOf(table)), "\">\n<table>\n<thead>\n", HeadingRows(table),
                   "</thead>\n<tbody>\n");
  for (size_t i = 0; i < table.rows.size(); ++i) result += BodyRow(table, i, name);
  return absl::StrCat(result, "</tbody>\n</table>\n</div>\n", Footer(table, name));
}

}  // namespace

std::string TableAsHtml(const Table& table) {
  const DisplayTable display = LayOutTable(table);
  const std::string title = EscapeHtml(TitleOf(display));
  std::string result = absl::StrCat(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
      title, "</title>\n<style>", kStyle, "</style>\n</head>\n<body>\n<h1>", title, "</h1>\n");
  if (!display.subtitle.empty()) {
    absl::StrAppend(&result, Tag("p", " class=\"subtitle\"", EscapeHtml(display.subtitle)), "\n");
  }
  return absl::StrCat(result, Fragment(display, ""), "</body>\n</html>\n");
}

std::string TableAsHtmlFragment(const Table& table, const std::string& name) {
  return Fragment(LayOutTable(table), name);
}

}  // namespace labelrep
