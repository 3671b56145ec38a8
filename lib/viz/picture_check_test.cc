#include "lib/viz/picture_check.h"

#include <cmath>
#include <functional>
#include <limits>

#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/viz/figure_testing.h"

namespace labelrep {
namespace {

// The message for the example after `change`.
absl::Status CheckAfter(const std::function<void(Figure&)>& change) {
  Figure figure = ExamplePictures();
  change(figure);
  return CheckPictures(figure);
}

Picture& First(Figure& figure) { return *figure.mutable_pictures(0); }

auto Invalid(const char* message) { return StatusIs(absl::StatusCode::kInvalidArgument, message); }

TEST(PictureCheckTest, AcceptsPictures) { EXPECT_OK(CheckPictures(ExamplePictures())); }

TEST(PictureCheckTest, AllPicturesMayBeMissing) {
  EXPECT_OK(CheckAfter([](Figure& f) { f.clear_pictures(); }));
}

TEST(PictureCheckTest, PicturesStandAlone) {
  EXPECT_THAT(CheckAfter([](Figure& f) { f.add_series(); }), Invalid("beside lines, series, x"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_rows(0)->mutable_y(); }),
              Invalid("figure 'pictures': rows[0]: y beside pictures"));
}

TEST(PictureCheckTest, NamesThePanelThatIsWrong) {
  EXPECT_THAT(CheckAfter([](Figure& f) { First(f).set_row(2); }),
              Invalid("pictures[0]: row 2, column 0, expected below 2 and 2"));
  EXPECT_THAT(CheckAfter([](Figure& f) { First(f).set_column(-1); }), Invalid("column -1"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_pictures(1)->set_column(0); }),
              Invalid("pictures[1]: a second picture in row 0, column 0"));
}

TEST(PictureCheckTest, ARowsOwnHeadingsAreOneForEachColumn) {
  EXPECT_OK(CheckAfter([](Figure& f) {
    for (const char* heading : {"cat", "dog"}) f.mutable_rows(1)->add_columns(heading);
  }));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_rows(1)->add_columns("cat"); }),
              Invalid("rows[1].columns: 1 headings, expected none or 2"));
}

TEST(PictureCheckTest, NamesThePixelsThatAreWrong) {
  EXPECT_THAT(CheckAfter([](Figure& f) { First(f).set_height(0); }),
              Invalid("pictures[0]: 0 x 2 pixels, expected from 1 to 65535 each"));
  EXPECT_THAT(CheckAfter([](Figure& f) { First(f).set_width(65536); }),
              Invalid("2 x 65536 pixels"));
  EXPECT_THAT(CheckAfter([](Figure& f) { First(f).set_width(3); }),
              Invalid("pictures[0].values: 4 numbers, expected 6"));
  EXPECT_THAT(CheckAfter([](Figure& f) { First(f).clear_values(); }),
              Invalid("neither values nor rgb"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_pictures(2)->set_rgb("abc"); }),
              Invalid("pictures[2].rgb: 3 bytes, expected 6"));
  EXPECT_THAT(CheckAfter([](Figure& f) { First(f).set_values(2, std::nanf("")); }),
              Invalid("pictures[0].values[2]: nan, expected a finite number"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_pictures(3)->set_opacity(1.5); }),
              Invalid("pictures[3].opacity: 1.5, expected from 0 to 1"));
}

TEST(PictureCheckTest, NumbersNeedColors) {
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_rows(0)->clear_colors(); }),
              Invalid("pictures[0].values: numbers, but no colors in row 'Speech'"));
  EXPECT_THAT(CheckAfter([](Figure& f) { f.mutable_rows(0)->mutable_colors()->set_low(0); }),
              Invalid("rows[0].colors: low 0, high 0"));
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_THAT(
      CheckAfter([&](Figure& f) { f.mutable_rows(0)->mutable_colors()->set_high(infinite); }),
      Invalid("expected finite numbers"));
}

TEST(PictureCheckTest, SoundsAreWavFilesWithNames) {
  EXPECT_THAT(CheckAfter([](Figure& f) { First(f).mutable_sounds(0)->clear_name(); }),
              Invalid("pictures[0].sounds[0].name: empty"));
  for (const char* bytes : {"", "RIFF", "RIFF....AVI "}) {
    EXPECT_THAT(CheckAfter([&](Figure& f) { First(f).mutable_sounds(0)->set_wav(bytes); }),
                Invalid("bytes that are no WAV file"))
        << bytes;
  }
}

}  // namespace
}  // namespace labelrep
