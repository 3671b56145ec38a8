// One image of the embedded data set: a textured shape on a background.
#ifndef LIB_DATA_SHAPE_IMAGE_H_
#define LIB_DATA_SHAPE_IMAGE_H_

#include <cstdint>
#include <vector>

#include "lib/base/random_stream.h"
#include "lib/data/image_set.h"
#include "lib/data/shape.h"
#include "lib/data/texture.h"

namespace labelrep {

// Draws from `random` where the shape is, its size, turn (at most 20 degrees either way) and
// colours, the background's two colours, and noise. Antialiased: 4 x 4 points a pixel. The result
// is [channel, row, column], 0-255, of `image_size` pixels in height and width; lengths grow with
// it.
std::vector<uint8_t> DrawShapeImage(const Shape& shape, const Texture& texture, int64_t image_size,
                                    RandomStream& random);

}  // namespace labelrep

#endif  // LIB_DATA_SHAPE_IMAGE_H_
