#include "lib/viz/figure_table.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/viz/picture_facts.h"

namespace labelrep {
namespace {

constexpr size_t kMostColumns = 8;

std::vector<double> ChosenX(const Figure& figure) {
  std::set<double> all;
  for (const Line& line : figure.lines()) {
    for (const Point& point : line.points()) all.insert(point.x());
  }
  const std::vector<double> sorted(all.begin(), all.end());
  if (sorted.size() <= kMostColumns) return sorted;
  std::vector<double> chosen;
  for (size_t i = 0; i < kMostColumns; ++i) {
    chosen.push_back(sorted[i * (sorted.size() - 1) / (kMostColumns - 1)]);
  }
  return chosen;
}

Cell PointCell(const Line& line, double x, bool is_share) {
  Cell cell;
  const auto point = std::find_if(line.points().begin(), line.points().end(),
                                  [&](const Point& candidate) { return candidate.x() == x; });
  if (point == line.points().end()) {
    cell.set_status(Cell::ABSENT);
  } else {
    // Panels with different axes share the columns, so that the unit stands in the row.
    cell.set_value(is_share ? 100 * point->y() : point->y());
  }
  return cell;
}

// Why runs or pictures are absent stands where a reader of the table sees it.
void AddNotes(const Figure& figure, Table& table) {
  *table.mutable_notes() = figure.notes();
  for (const std::string& run : figure.missing()) {
    table.add_notes(absl::StrCat("Not in the figure: ", run));
  }
}

Table TableOfPictures(const Figure& figure) {
  Table table;
  for (const char* heading : {"row", "picture"}) table.add_row_headings(heading);
  for (const char* heading : {"size", "lowest", "mean", "highest"}) {
    table.add_columns()->add_headings(heading);
  }
  for (const Picture& picture : figure.pictures()) {
    Row& row = *table.add_rows();
    row.add_headings(figure.rows(picture.row()).heading());
    row.add_headings(HeadingOf(figure, picture));
    row.add_cells()->set_text(absl::StrCat(picture.height(), " x ", picture.width()));
    if (picture.values().empty()) {
      for (int i = 0; i < 3; ++i) row.add_cells()->set_status(Cell::NOT_APPLICABLE);
      continue;
    }
    const PictureNumbers numbers = NumbersOf(picture);
    for (const double number : {numbers.lowest, numbers.mean, numbers.highest}) {
      row.add_cells()->set_value(number);
    }
  }
  AddNotes(figure, table);
  return table;
}

Table TableOfLines(const Figure& figure) {
  Table table;
  for (const char* heading : {"measured", "panel"}) table.add_row_headings(heading);
  table.add_row_headings(figure.series_title());
  const std::vector<double> columns = ChosenX(figure);
  for (double x : columns) {
    Column& column = *table.add_columns();
    column.add_headings(figure.x().title());
    column.add_headings(absl::StrCat(figure.x().format() == Axis::SHARE ? 100 * x : x,
                                     figure.x().format() == Axis::SHARE ? " %" : ""));
  }
  for (const Line& line : figure.lines()) {
    const PanelRow& panels = figure.rows(line.row());
    const bool is_share = panels.y().format() == Axis::SHARE;
    Row& row = *table.add_rows();
    row.add_headings(absl::StrCat(panels.y().title(), is_share ? " (%)" : ""));
    row.add_headings(absl::StrCat(panels.heading(), panels.heading().empty() ? "" : " ",
                                  figure.columns(line.column())));
    row.add_headings(figure.series(line.series()).name());
    for (double x : columns) *row.add_cells() = PointCell(line, x, is_share);
  }
  AddNotes(figure, table);
  return table;
}

Table MadeTable(const Figure& figure) {
  return figure.of_pictures() ? TableOfPictures(figure) : TableOfLines(figure);
}

}  // namespace

Table FigureTable(const Figure& figure) {
  Table table = figure.has_table() ? figure.table() : MadeTable(figure);
  table.set_name(figure.name());
  table.set_profile(figure.profile());
  if (!table.has_title()) table.set_title(figure.title());
  if (!table.has_subtitle()) table.set_subtitle(figure.subtitle());
  return table;
}

}  // namespace labelrep
