#include "lib/viz/vega_lite.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/viz/json_value.h"
#include "lib/viz/picture_grid.h"
#include "lib/viz/point_positions.h"
#include "lib/viz/vega_panel.h"
#include "lib/viz/vega_pictures.h"
#include "lib/viz/wrap.h"

namespace labelrep {
namespace {

// Liberation Sans comes with the renderer; Arial has the same widths.
constexpr char kStyle[] = R"({
"background":"white","font":"Liberation Sans, Arial, sans-serif","padding":10,
"title":{"anchor":"start","fontSize":14,"subtitleFontSize":11,"subtitleColor":"#555",
"subtitlePadding":5,"offset":16,"frame":"bounds"},
"axis":{"labelFontSize":10,"titleFontSize":11,"titleFontWeight":"normal","gridColor":"#e6e6e6",
"domainColor":"#888","tickColor":"#888","labelColor":"#333"},
"legend":{"labelFontSize":11,"titleFontSize":11,"titleFontWeight":"normal","symbolStrokeWidth":2.5,
"symbolOpacity":1,"symbolType":"stroke","symbolSize":220,"labelLimit":260},
"view":{"stroke":"#ccc"},"concat":{"spacing":14}})";

constexpr int kPanelSpacing = 14;
// A single row of more panels goes on in a further line, so that it fits a page.
constexpr int kMostPanelsInLine = 4;
// Beside the panels.
constexpr int kAxisWidth = 60;
constexpr int kLegendWidth = 160;
// Mean width of a character as a share of the font size; a wide line may stand out a little.
constexpr double kCharacterWidth = 0.5;
constexpr int kSubtitleFontSize = 11;
constexpr int kNoteFontSize = 10;
constexpr size_t kMostLinesOfNote = 10;
// A figure of which most runs are missing stays a figure.
constexpr size_t kMostLinesOfMissing = 2;

int PanelsInLine(const Figure& figure) {
  const bool wraps = figure.rows_size() == 1 && figure.columns_size() > kMostPanelsInLine;
  return wraps ? kMostPanelsInLine : figure.columns_size();
}

PanelSize SizeOfPanels(const Figure& figure) {
  if (figure.mark() == Figure::POINTS) return {170, 170};
  if (figure.columns_size() == 1)
    return figure.rows_size() == 1 ? PanelSize{420, 280} : PanelSize{420, 180};
  if (figure.columns_size() == 2) return {270, 180};
  return {190, 140};
}

int WidthOfPanels(const Figure& figure) {
  if (figure.of_pictures()) return PictureGrid(figure).width();
  return kAxisWidth + PanelsInLine(figure) * (SizeOfPanels(figure).width + kPanelSpacing);
}

absl::StatusOr<std::vector<JsonValue>> Panels(const Figure& figure) {
  if (figure.of_pictures()) {
    LABELREP_ASSIGN_OR_RETURN(const JsonValue pictures, VegaPictures(figure));
    return std::vector<JsonValue>{pictures};
  }
  const int in_line = PanelsInLine(figure);
  // Under a panel of a line that is broken, there may be none.
  const bool wraps = in_line < figure.columns_size();
  const int last_line = (figure.columns_size() - 1) / in_line * in_line;
  std::vector<JsonValue> panels;
  for (int row = 0; row < figure.rows_size(); ++row) {
    for (int column = 0; column < figure.columns_size(); ++column) {
      const bool in_last_row = row + 1 == figure.rows_size();
      panels.push_back(VegaPanel(figure,
                                 {.row = row,
                                  .column = column,
                                  .on_left_edge = column % in_line == 0,
                                  .has_x_labels = in_last_row || wraps,
                                  .has_x_title = in_last_row && column == last_line},
                                 SizeOfPanels(figure)));
    }
  }
  return panels;
}

// Characters of a font size that fit into a width.
int LineLength(int width, int font_size) {
  return static_cast<int>(width / (kCharacterWidth * font_size));
}

// `missing`, a line of figure.missing, in lines of `length`; without the names where there are
// many.
std::vector<std::string> Missing(const std::string& missing, int length) {
  const std::string text = "Not in the figure: ";
  std::vector<std::string> lines = WrapText(text + missing, length);
  const size_t names = missing.rfind(": ");
  if (lines.size() > kMostLinesOfMissing && names != std::string::npos) {
    lines =
        WrapText(absl::StrCat(text, missing.substr(0, names), " (the table names them)"), length);
  }
  return lines;
}

std::vector<std::string> TextUnderFigure(const Figure& figure) {
  // Wider text would push the legend to the right.
  const int length = LineLength(WidthOfPanels(figure), kNoteFontSize);
  std::vector<std::string> lines;
  const auto add = [&](std::vector<std::string> paragraph) {
    if (paragraph.size() > kMostLinesOfNote) {
      paragraph.resize(kMostLinesOfNote);
      paragraph.back() += " …";
    }
    lines.insert(lines.end(), paragraph.begin(), paragraph.end());
  };
  if (!figure.interval().empty()) {
    const bool whiskers = PointPositions(figure).HasWhiskers();
    add(WrapText(absl::StrCat(whiskers ? "Whiskers: " : "Band: ", figure.interval(), "."), length));
  }
  for (const std::string& note : figure.notes()) add(WrapText(note, length));
  for (const std::string& missing : figure.missing()) add(Missing(missing, length));
  return lines;
}

JsonValue Title(const Figure& figure) {
  JsonValue::Members members = {{"text", figure.title()}};
  const bool has_legend = !figure.x().by_series() && !figure.of_pictures();
  const int legend_width = has_legend ? kLegendWidth : 0;
  const std::vector<std::string> subtitle = WrapText(
      figure.subtitle(), LineLength(WidthOfPanels(figure) + legend_width, kSubtitleFontSize));
  if (!subtitle.empty()) members.push_back({"subtitle", JsonArray(subtitle)});
  return JsonValue::Object(members);
}

}  // namespace

absl::StatusOr<std::string> FigureAsVegaLite(const Figure& figure) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<JsonValue> panels, Panels(figure));
  JsonValue::Members grid = {{"concat", JsonValue::Array(panels)},
                             {"columns", PanelsInLine(figure)},
                             {"align", "each"},
                             {"spacing", kPanelSpacing}};
  const std::vector<std::string> under = TextUnderFigure(figure);
  if (!under.empty()) {
    grid.push_back({"title", JsonValue::Object({{"text", JsonArray(under)},
                                                {"orient", "bottom"},
                                                {"anchor", "start"},
                                                {"fontSize", kNoteFontSize},
                                                {"fontWeight", "normal"},
                                                {"color", "#555"},
                                                {"offset", 12}})});
  }
  JsonValue::Members document = {{"$schema", "https://vega.github.io/schema/vega-lite/v5.json"},
                                 {"description", figure.title()},
                                 {"config", JsonValue::Literal(kStyle)},
                                 {"title", Title(figure)},
                                 {"vconcat", JsonValue::Array({JsonValue::Object(grid)})}};
  const JsonValue sounds = SoundList(figure);
  // What Vega-Lite does not draw; render.py takes it out of the specification.
  if (sounds.text() != "[]") {
    document.push_back({"usermeta", JsonValue::Object({{"sounds", sounds}})});
  }
  return JsonValue::Object(document).text() + "\n";
}

}  // namespace labelrep
