// Where the pictures of a figure and their texts stand.
#ifndef LIB_VIZ_PICTURE_GRID_H_
#define LIB_VIZ_PICTURE_GRID_H_

#include <string>
#include <vector>

#include "results/figure.pb.h"

namespace labelrep {

// In CSS pixels, from the grid's upper left corner.
struct PixelBox {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

// A line of text around x (to its left, right or both sides), with its middle at y.
struct PlacedText {
  double x = 0;
  double y = 0;
  std::string text;
};

// Headings of the rows on the left, of the columns on top, and on the right of a row a bar of its
// colours, unless it has those of the row above. A picture is as wide or as high as its panel (64
// pixels, of up to five columns 128); one that is long and thin is at least 10 pixels thick, so
// that its own pixels are no squares. `figure` has passed CheckFigure and outlives this.
class PictureGrid {
 public:
  explicit PictureGrid(const Figure& figure);

  int width() const { return width_; }
  int height() const { return height_; }

  PixelBox PlaceOf(const Picture& picture) const;
  // Where row `row` has a bar, its place; else an empty box.
  PixelBox BarOf(int row) const;

  std::vector<PlacedText> RowHeadings() const;  // right-aligned
  // Of columns and pictures, and captions; centred.
  std::vector<PlacedText> PanelTexts() const;
  std::vector<PlacedText> BarTexts() const;  // left-aligned

 private:
  struct Row {
    double top = 0;     // of its pictures, below their headings
    double height = 0;  // of its pictures
  };

  int LinesOf(const std::string& text) const;
  double CenterOf(int column) const;
  bool HasBar(int row) const;

  const Figure& figure_;
  int panel_ = 0;  // side of a panel
  int column_heading_lines_ = 0;
  int width_ = 0;
  int height_ = 0;
  std::vector<Row> rows_;
};

}  // namespace labelrep

#endif  // LIB_VIZ_PICTURE_GRID_H_
