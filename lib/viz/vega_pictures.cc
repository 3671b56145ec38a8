#include "lib/viz/vega_pictures.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/report/markup.h"
#include "lib/report/text.h"
#include "lib/viz/picture_facts.h"
#include "lib/viz/picture_grid.h"
#include "lib/viz/picture_png.h"

namespace labelrep {
namespace {

using Members = JsonValue::Members;

JsonValue Field(const char* name) { return JsonValue::Object({{"field", name}}); }

// Of numbers that are places in pixels already.
JsonValue PlaceChannel(const char* name) {
  return JsonValue::Object({{"field", name},
                            {"type", "quantitative"},
                            {"scale", JsonValue::Null()},
                            {"axis", JsonValue::Null()}});
}

JsonValue Values(const std::vector<JsonValue>& values) {
  return JsonValue::Object({{"values", JsonValue::Array(values)}});
}

JsonValue ImageRow(const PixelBox& box, const std::string& png, const std::string& description) {
  return JsonValue::Object({{"x", box.x},
                            {"y", box.y},
                            {"x2", box.x + box.width},
                            {"y2", box.y + box.height},
                            {"url", DataUri("image/png", png)},
                            {"description", OneLine(description)}});
}

absl::StatusOr<JsonValue> Images(const Figure& figure, const PictureGrid& grid) {
  std::vector<JsonValue> images;
  for (const Picture& picture : figure.pictures()) {
    LABELREP_ASSIGN_OR_RETURN(const std::string png,
                              PictureAsPng(picture, figure.rows(picture.row()).colors()));
    images.push_back(ImageRow(grid.PlaceOf(picture), png, DescriptionOf(figure, picture)));
  }
  LABELREP_ASSIGN_OR_RETURN(const std::string bar, ColorBarAsPng());
  for (int row = 0; row < figure.rows_size(); ++row) {
    if (grid.BarOf(row).width == 0) continue;
    const ColorScale& colors = figure.rows(row).colors();
    images.push_back(ImageRow(grid.BarOf(row), bar,
                              absl::StrCat("Colours from ", ShortNumber(colors.low()), " to ",
                                           ShortNumber(colors.high()), " ", colors.title())));
  }
  return JsonValue::Object(
      {{"data", Values(images)},
       {"mark", JsonValue::Object({{"type", "image"}, {"aspect", false}, {"smooth", false}})},
       {"encoding", JsonValue::Object({{"x", PlaceChannel("x")},
                                       {"y", PlaceChannel("y")},
                                       {"x2", Field("x2")},
                                       {"y2", Field("y2")},
                                       {"url", Field("url")},
                                       {"description", Field("description")},
                                       {"tooltip", Field("description")}})}});
}

JsonValue Texts(const std::vector<PlacedText>& texts, const char* align, const char* weight) {
  std::vector<JsonValue> rows;
  for (const PlacedText& text : texts) {
    if (text.text.empty()) continue;
    rows.push_back(JsonValue::Object({{"x", text.x}, {"y", text.y}, {"text", OneLine(text.text)}}));
  }
  return JsonValue::Object({{"data", Values(rows)},
                            {"mark", JsonValue::Object({{"type", "text"},
                                                        {"align", align},
                                                        {"baseline", "middle"},
                                                        {"fontSize", 10},
                                                        {"fontWeight", weight}})},
                            {"encoding", JsonValue::Object({{"x", PlaceChannel("x")},
                                                            {"y", PlaceChannel("y")},
                                                            {"text", Field("text")}})}});
}

}  // namespace

absl::StatusOr<JsonValue> VegaPictures(const Figure& figure) {
  const PictureGrid grid(figure);
  LABELREP_ASSIGN_OR_RETURN(const JsonValue images, Images(figure, grid));
  return JsonValue::Object({{"name", "pictures"},
                            {"width", grid.width()},
                            {"height", grid.height()},
                            {"view", JsonValue::Object({{"stroke", JsonValue::Null()}})},
                            {"layer", JsonValue::Array({
                                          images,
                                          Texts(grid.RowHeadings(), "right", "bold"),
                                          Texts(grid.PanelTexts(), "center", "normal"),
                                          Texts(grid.BarTexts(), "left", "normal"),
                                      })}});
}

JsonValue SoundList(const Figure& figure) {
  std::vector<JsonValue> sounds;
  for (const Picture& picture : figure.pictures()) {
    for (const PictureSound& sound : picture.sounds()) {
      sounds.push_back(JsonValue::Object({{"row", OneLine(figure.rows(picture.row()).heading())},
                                          {"picture", OneLine(HeadingOf(figure, picture))},
                                          {"name", OneLine(sound.name())},
                                          {"data", DataUri("audio/wav", sound.wav())}}));
    }
  }
  return JsonValue::Array(sounds);
}

}  // namespace labelrep
