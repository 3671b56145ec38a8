// A table laid out for readers: what Markdown, LaTeX and HTML share. All text is one line of valid
// UTF-8 and not yet escaped for any format.
#ifndef LIB_REPORT_DISPLAY_TABLE_H_
#define LIB_REPORT_DISPLAY_TABLE_H_

#include <optional>
#include <string>
#include <vector>

#include "results/report.pb.h"

namespace labelrep {

// A heading over `columns` columns next to each other.
struct DisplayHeading {
  std::string text;
  int columns = 1;
};

struct DisplayCell {
  Cell::Status status = Cell::OK;
  // "89.12", "89.12 ± 0.30", "+1.20 [-0.31, +2.71]", "failed"; "—" for an absent cell, "n/a" for
  // one that is not applicable.
  std::string text;
  int footnote = 0;                  // from 1, into footnotes; 0 for none
  std::string details;               // full precision and source, for a tooltip; may be empty
  std::optional<double> value = {};  // the number that it shows
};

struct DisplayRow {
  std::vector<std::string> headings;
  // How many of the headings, from the first, are those of the row above; never the innermost.
  int shared_headings = 0;
  std::vector<DisplayCell> cells;
};

struct DisplayTable {
  std::string name;
  std::string title;
  std::string subtitle;
  std::vector<std::string> row_headings;
  // Outermost first; each level covers all columns. A column with fewer headings than others has
  // blank ones outside. A unit stands behind the outermost heading whose columns all have it.
  std::vector<std::vector<DisplayHeading>> heading_levels;
  std::vector<bool> is_text_column;
  std::vector<DisplayRow> rows;
  // Cells with the same note share a footnote.
  std::vector<std::string> footnotes;
  std::vector<std::string> notes;
};

// `table` has passed CheckTable.
DisplayTable LayOutTable(const Table& table);

// The cell's number as the column asks for: 0.8912 in a "%" column is "89.12"; counts (no decimals)
// have thousands separators; see Column.Notation for the others.
std::string FormatNumber(double value, const Column& column);

// The shortest text that reads back as the same double.
std::string ExactNumber(double value);

}  // namespace labelrep

#endif  // LIB_REPORT_DISPLAY_TABLE_H_
