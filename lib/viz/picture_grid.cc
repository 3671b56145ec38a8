#include "lib/viz/picture_grid.h"

#include <algorithm>

#include "lib/viz/picture_facts.h"
#include "lib/viz/wrap.h"

namespace labelrep {
namespace {

constexpr int kMostWideColumns = 5;
constexpr int kWidePanel = 128;
constexpr int kPanel = 64;
constexpr int kGap = 6;
constexpr int kThinnest = 10;
constexpr int kLineHeight = 12;
constexpr int kCharacterWidth = 5;  // mean, of a font of 10 pixels
constexpr int kRowHeadingCharacters = 18;
constexpr int kRowHeadingWidth = 6 * kRowHeadingCharacters + kGap;  // bold letters are wider
constexpr int kBarWidth = 8;
constexpr int kBarTextCharacters = 14;
constexpr int kBarTextWidth = kBarTextCharacters * kCharacterWidth;
constexpr int kBarTextLines = 3;

bool Same(const ColorScale& a, const ColorScale& b) {
  return a.title() == b.title() && a.low() == b.low() && a.high() == b.high();
}

// A picture's width and height in a panel of `side` pixels.
PixelBox SizeOf(const Picture& picture, int side) {
  const double scale = static_cast<double>(side) / std::max(picture.width(), picture.height());
  return {.width = std::max<double>(picture.width() * scale, kThinnest),
          .height = std::max<double>(picture.height() * scale, kThinnest)};
}

// Lines around `x` whose first has its middle at `y`.
void AddLines(const std::vector<std::string>& lines, double x, double y,
              std::vector<PlacedText>& texts) {
  for (size_t i = 0; i < lines.size(); ++i) {
    texts.push_back({x, y + static_cast<double>(i) * kLineHeight, lines[i]});
  }
}

}  // namespace

PictureGrid::PictureGrid(const Figure& figure) : figure_(figure) {
  panel_ = figure.columns_size() > kMostWideColumns ? kPanel : kWidePanel;
  for (const std::string& heading : figure.columns()) {
    column_heading_lines_ = std::max(column_heading_lines_, LinesOf(heading));
  }
  double y = column_heading_lines_ * kLineHeight + kGap;
  bool has_bars = false;
  for (int i = 0; i < figure.rows_size(); ++i) {
    const size_t heading_lines = WrapText(figure.rows(i).heading(), kRowHeadingCharacters).size();
    double height = std::max<double>(kThinnest, static_cast<double>(heading_lines) * kLineHeight);
    if (HasBar(i)) height = std::max<double>(height, kBarTextLines * kLineHeight);
    has_bars = has_bars || HasBar(i);
    int lines_above = 0;
    int lines_below = 0;
    for (const std::string& heading : figure.rows(i).columns()) {
      lines_above = std::max(lines_above, LinesOf(heading));
    }
    for (const Picture& picture : figure.pictures()) {
      if (picture.row() != i) continue;
      height = std::max(height, SizeOf(picture, panel_).height);
      lines_above = std::max(lines_above, LinesOf(picture.heading()));
      lines_below = std::max(lines_below, LinesOf(picture.caption()));
    }
    const double top = y + lines_above * kLineHeight;
    rows_.push_back({top, height});
    y = top + height + lines_below * kLineHeight + kGap;
  }
  width_ = kRowHeadingWidth + figure.columns_size() * (panel_ + kGap) +
           (has_bars ? kBarWidth + kGap + kBarTextWidth : 0);
  height_ = static_cast<int>(y);
}

int PictureGrid::LinesOf(const std::string& text) const {
  return static_cast<int>(WrapText(text, panel_ / kCharacterWidth).size());
}

double PictureGrid::CenterOf(int column) const {
  return kRowHeadingWidth + column * (panel_ + kGap) + panel_ / 2.0;
}

bool PictureGrid::HasBar(int row) const {
  if (!figure_.rows(row).has_colors()) return false;
  return row == 0 || !figure_.rows(row - 1).has_colors() ||
         !Same(figure_.rows(row).colors(), figure_.rows(row - 1).colors());
}

PixelBox PictureGrid::PlaceOf(const Picture& picture) const {
  PixelBox box = SizeOf(picture, panel_);
  const Row& row = rows_.at(picture.row());
  box.x = CenterOf(picture.column()) - box.width / 2;
  box.y = row.top + (row.height - box.height) / 2;
  return box;
}

PixelBox PictureGrid::BarOf(int row) const {
  if (!HasBar(row)) return {};
  return {.x = static_cast<double>(kRowHeadingWidth + figure_.columns_size() * (panel_ + kGap)),
          .y = rows_.at(row).top,
          .width = kBarWidth,
          .height = rows_.at(row).height};
}

std::vector<PlacedText> PictureGrid::RowHeadings() const {
  std::vector<PlacedText> texts;
  for (int i = 0; i < figure_.rows_size(); ++i) {
    const std::vector<std::string> lines =
        WrapText(figure_.rows(i).heading(), kRowHeadingCharacters);
    const double middle = rows_.at(i).top + rows_.at(i).height / 2;
    const double above = (static_cast<double>(lines.size()) - 1) * kLineHeight / 2;
    AddLines(lines, kRowHeadingWidth - kGap, middle - above, texts);
  }
  return texts;
}

std::vector<PlacedText> PictureGrid::PanelTexts() const {
  std::vector<PlacedText> texts;
  const auto add_above = [&](const std::string& text, int column, double bottom) {
    const std::vector<std::string> lines = WrapText(text, panel_ / kCharacterWidth);
    const double first = bottom - (static_cast<double>(lines.size()) - 0.5) * kLineHeight;
    AddLines(lines, CenterOf(column), first, texts);
  };
  for (int i = 0; i < figure_.columns_size(); ++i) {
    add_above(figure_.columns(i), i, column_heading_lines_ * kLineHeight);
  }
  for (int row = 0; row < figure_.rows_size(); ++row) {
    for (int i = 0; i < figure_.rows(row).columns_size(); ++i) {
      add_above(figure_.rows(row).columns(i), i, rows_.at(row).top);
    }
  }
  for (const Picture& picture : figure_.pictures()) {
    const Row& row = rows_.at(picture.row());
    add_above(picture.heading(), picture.column(), row.top);
    AddLines(WrapText(picture.caption(), panel_ / kCharacterWidth), CenterOf(picture.column()),
             row.top + row.height + 0.5 * kLineHeight, texts);
  }
  return texts;
}

std::vector<PlacedText> PictureGrid::BarTexts() const {
  std::vector<PlacedText> texts;
  for (int i = 0; i < figure_.rows_size(); ++i) {
    if (!HasBar(i)) continue;
    const PixelBox bar = BarOf(i);
    const double x = bar.x + bar.width + kGap;
    const ColorScale& colors = figure_.rows(i).colors();
    texts.push_back({x, bar.y + kLineHeight / 2.0, ShortNumber(colors.high())});
    texts.push_back({x, bar.y + bar.height / 2, colors.title()});
    texts.push_back({x, bar.y + bar.height - kLineHeight / 2.0, ShortNumber(colors.low())});
  }
  return texts;
}

}  // namespace labelrep
