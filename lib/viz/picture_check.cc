#include "lib/viz/picture_check.h"

#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/viz/figure_problem.h"

namespace labelrep {
namespace {

constexpr int kMostPixelsOfSide = 65535;

absl::Status CheckColors(const FigureProblems& problems, const std::string& place,
                         const ColorScale& colors) {
  if (!std::isfinite(colors.low()) || !std::isfinite(colors.high()) ||
      colors.low() >= colors.high()) {
    return problems.At(place, "low ", colors.low(), ", high ", colors.high(),
                       ", expected finite numbers, the first below the second");
  }
  return absl::OkStatus();
}

absl::Status CheckNothingElse(const FigureProblems& problems, const Figure& figure) {
  if (!figure.lines().empty() || !figure.series().empty() || figure.has_x() ||
      figure.has_interval()) {
    return problems.At("pictures", "beside lines, series, x or interval, expected none of them");
  }
  for (int i = 0; i < figure.rows_size(); ++i) {
    const std::string place = absl::StrCat("rows[", i, "]");
    if (figure.rows(i).has_y()) return problems.At(place, "y beside pictures, expected none");
    const int headings = figure.rows(i).columns_size();
    if (headings != 0 && headings != figure.columns_size()) {
      return problems.At(place + ".columns", headings, " headings, expected none or ",
                         figure.columns_size());
    }
    if (!figure.rows(i).has_colors()) continue;
    LABELREP_RETURN_IF_ERROR(CheckColors(problems, place + ".colors", figure.rows(i).colors()));
  }
  return absl::OkStatus();
}

absl::Status CheckSounds(const FigureProblems& problems, const std::string& place,
                         const Picture& picture) {
  for (int i = 0; i < picture.sounds_size(); ++i) {
    const PictureSound& sound = picture.sounds(i);
    const std::string at = absl::StrCat(place, ".sounds[", i, "]");
    if (sound.name().empty()) return problems.At(at + ".name", "empty");
    if (sound.wav().size() < 12 || !absl::StartsWith(sound.wav(), "RIFF") ||
        sound.wav().compare(8, 4, "WAVE") != 0) {
      return problems.At(at + ".wav", sound.wav().size(),
                         " bytes that are no WAV file, expected RIFF and WAVE at their beginning");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckPixels(const FigureProblems& problems, const std::string& place,
                         const Picture& picture, const PanelRow& row) {
  for (const int side : {picture.height(), picture.width()}) {
    if (side >= 1 && side <= kMostPixelsOfSide) continue;
    return problems.At(place, picture.height(), " x ", picture.width(),
                       " pixels, expected from 1 to ", kMostPixelsOfSide, " each");
  }
  const int64_t pixels = int64_t{picture.height()} * picture.width();
  if (picture.values().empty() && !picture.has_rgb()) {
    return problems.At(place, "neither values nor rgb");
  }
  if (!picture.values().empty() && picture.values_size() != pixels) {
    return problems.At(place + ".values", picture.values_size(), " numbers, expected ", pixels);
  }
  if (picture.has_rgb() && static_cast<int64_t>(picture.rgb().size()) != 3 * pixels) {
    return problems.At(place + ".rgb", picture.rgb().size(), " bytes, expected ", 3 * pixels);
  }
  if (!picture.values().empty() && !row.has_colors()) {
    return problems.At(place + ".values", "numbers, but no colors in row '", row.heading(), "'");
  }
  for (int i = 0; i < picture.values_size(); ++i) {
    if (std::isfinite(picture.values(i))) continue;
    return problems.At(absl::StrCat(place, ".values[", i, "]"), picture.values(i),
                       ", expected a finite number");
  }
  if (!(picture.opacity() >= 0 && picture.opacity() <= 1)) {
    return problems.At(place + ".opacity", picture.opacity(), ", expected from 0 to 1");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckPictures(const Figure& figure) {
  const FigureProblems problems(figure);
  LABELREP_RETURN_IF_ERROR(CheckNothingElse(problems, figure));
  std::set<std::pair<int, int>> panels;
  for (int i = 0; i < figure.pictures_size(); ++i) {
    const Picture& picture = figure.pictures(i);
    const std::string place = absl::StrCat("pictures[", i, "]");
    LABELREP_RETURN_IF_ERROR(problems.CheckPanel(place, picture.row(), picture.column()));
    if (!panels.insert({picture.row(), picture.column()}).second) {
      return problems.At(place, "a second picture in row ", picture.row(), ", column ",
                         picture.column());
    }
    LABELREP_RETURN_IF_ERROR(CheckPixels(problems, place, picture, figure.rows(picture.row())));
    LABELREP_RETURN_IF_ERROR(CheckSounds(problems, place, picture));
  }
  return absl::OkStatus();
}

}  // namespace labelrep
