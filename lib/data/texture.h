// The textures of the embedded data set, as two-coloured patterns of the plane.
#ifndef LIB_DATA_TEXTURE_H_
#define LIB_DATA_TEXTURE_H_

#include <array>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace labelrep {

// What differs between two pieces of one texture.
struct TexturePhase {
  double x = 0, y = 0;  // where the pattern starts, in periods
  uint32_t key = 0;     // which speckles
};

struct Texture {
  absl::string_view name;  // an adjective
  // Share of the second colour at a point, in [0, 1]. Patterns repeat about every half unit.
  double (*ink)(double x, double y, const TexturePhase& phase);
};

// In the order of their class indices; each stays itself when mirrored.
const std::array<Texture, 10>& Textures();

}  // namespace labelrep

#endif  // LIB_DATA_TEXTURE_H_
