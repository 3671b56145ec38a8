#include "lib/report/latex.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lib/report/display_table.h"
#include "lib/report/text.h"

namespace labelrep {
namespace {

std::string Mark(int footnote) {
  return footnote > 0 ? absl::StrCat("\\textsuperscript{", footnote, "}") : "";
}

std::string ColumnSpecification(const DisplayTable& table) {
  std::string result(table.row_headings.size(), 'l');
  for (bool is_text : table.is_text_column) result += is_text ? 'l' : 'r';
  return result;
}

// One level of headings, and the rules under those that span columns.
std::string HeadingLines(const DisplayTable& table, size_t level) {
  const bool innermost = level + 1 == table.heading_levels.size();
  std::string line;
  std::string rules;
  for (const std::string& heading : table.row_headings) {
    absl::StrAppend(&line, innermost ? EscapeLatex(heading) : "", " & ");
  }
  size_t column = table.row_headings.size() + 1;
  bool first = true;
  for (const DisplayHeading& heading : table.heading_levels[level]) {
    const bool is_text = innermost && table.is_text_column[column - table.row_headings.size() - 1];
    absl::StrAppend(&line, first ? "" : " & ", "\\multicolumn{", heading.columns,
                    is_text ? "}{l}{" : "}{c}{", EscapeLatex(heading.text), "}");
    if (!innermost && !heading.text.empty()) {
      absl::StrAppend(&rules, "\\cmidrule(lr){", column, "-", column + heading.columns - 1, "}");
    }
    column += heading.columns;
    first = false;
  }
  return absl::StrCat("    ", line, " \\\\\n",
                      rules.empty() ? "" : absl::StrCat("    ", rules, "\n"));
}

std::string RowLine(const DisplayRow& row) {
  std::string line;
  for (size_t i = 0; i < row.headings.size(); ++i) {
    absl::StrAppend(&line,
                    static_cast<int>(i) < row.shared_headings ? "" : EscapeLatex(row.headings[i]),
                    " & ");
  }
  for (size_t j = 0; j < row.cells.size(); ++j) {
    absl::StrAppend(&line, j == 0 ? "" : " & ", EscapeLatex(row.cells[j].text),
                    Mark(row.cells[j].footnote));
  }
  return absl::StrCat("    ", line, " \\\\\n");
}

// LaTeX numbers tables itself: "Table 1: test accuracy" is "test accuracy" in a caption.
std::string WithoutNumber(const std::string& title) {
  const std::string table = "Table ";
  if (!absl::StartsWith(title, table)) return title;
  const size_t end = title.find_first_not_of("0123456789", table.size());
  if (end == std::string::npos || end == table.size()) return title;
  return title.compare(end, 2, ": ") == 0 ? title.substr(end + 2) : title;
}

// A name for \label: characters that may stand there stay.
std::string LabelName(const std::string& name) {
  std::string result;
  for (char c : name) result += absl::ascii_isalnum(c) || c == '-' || c == ':' ? c : '-';
  return result;
}

std::string_view LatexOf(char c) {
  switch (c) {
    case '\\':
      return "\\textbackslash{}";
    case '{':
      return "\\{";
    case '}':
      return "\\}";
    case '$':
      return "\\$";
    case '&':
      return "\\&";
    case '#':
      return "\\#";
    case '%':
      return "\\%";
    case '_':
      return "\\_";
    case '^':
      return "\\textasciicircum{}";
    case '~':
      return "\\textasciitilde{}";
    case '<':
      return "\\textless{}";
    case '>':
      return "\\textgreater{}";
    case '|':
      return "\\textbar{}";
    case '`':
      return "\\textasciigrave{}";
    case '\'':
      return "\\textquotesingle{}";
    case '"':
      return "\\textquotedbl{}";
    // Against the ligatures -- and ---.
    case '-':
      return "-{}";
    // Against being taken for an argument of the \\ that ends the row before.
    case '[':
      return "{[}";
    case '*':
      return "{*}";
    default:
      return "";
  }
}

}  // namespace

std::string EscapeLatex(std::string_view text) {
  const std::string line = OneLine(text);
  std::string result;
  for (size_t i = 0; i < line.size(); ++i) {
    const bool single_dash = line[i] == '-' && (i + 1 == line.size() || line[i + 1] != '-');
    const std::string_view replacement = single_dash ? "" : LatexOf(line[i]);
    if (replacement.empty()) {
      result += line[i];
    } else {
      result += replacement;
    }
  }
  return absl::StrReplaceAll(
      result,
      {{"±", "$\\pm$"}, {"—", "\\textemdash{}"}, {"–", "\\textendash{}"}, {"×", "$\\times$"}});
}

std::string TableAsLatex(const Table& table) {
  const DisplayTable display = LayOutTable(table);
  std::string result =
      "% Needs \\usepackage{booktabs} and \\usepackage{textcomp}.\n\\begin{table}\n  \\centering\n";
  const std::string caption = absl::StrCat(
      EscapeLatex(WithoutNumber(display.title)),
      display.title.empty() || display.subtitle.empty() ? "" : ". ", EscapeLatex(display.subtitle));
  absl::StrAppend(&result, "  \\caption{", caption, "}\n  \\label{tab:", LabelName(display.name),
                  "}\n");
  absl::StrAppend(&result, "  \\begin{tabular}{", ColumnSpecification(display),
                  "}\n    \\toprule\n");
  for (size_t level = 0; level < display.heading_levels.size(); ++level)
    result += HeadingLines(display, level);
  result += "    \\midrule\n";
  for (const DisplayRow& row : display.rows) result += RowLine(row);
  result += "    \\bottomrule\n  \\end{tabular}\n";
  for (size_t i = 0; i < display.footnotes.size(); ++i) {
    absl::StrAppend(&result, "\n  {\\footnotesize ", Mark(i + 1), " ",
                    EscapeLatex(display.footnotes[i]), "\\par}\n");
  }
  for (const std::string& note : display.notes) {
    absl::StrAppend(&result, "\n  {\\footnotesize ", EscapeLatex(note), "\\par}\n");
  }
  return result + "\\end{table}\n";
}

}  // namespace labelrep
