// The pictures of a figure as one Vega-Lite unit.
#ifndef LIB_VIZ_VEGA_PICTURES_H_
#define LIB_VIZ_VEGA_PICTURES_H_

#include "absl/status/statusor.h"
#include "lib/viz/json_value.h"
#include "results/figure.pb.h"

namespace labelrep {

// All pictures as PNG files inside the document, whose pixels stay squares of one colour at any
// size, with headings, captions and colour bars where PictureGrid places them. The description of
// each is its tooltip, and read to those who do not see it. `figure` has passed CheckFigure.
// INTERNAL where libpng fails.
absl::StatusOr<JsonValue> VegaPictures(const Figure& figure);

// The pictures' sounds, for the page's players: row, picture, name and data of each.
JsonValue SoundList(const Figure& figure);

}  // namespace labelrep

#endif  // LIB_VIZ_VEGA_PICTURES_H_
