// Colours of numbers.
#ifndef LIB_VIZ_COLOR_MAP_H_
#define LIB_VIZ_COLOR_MAP_H_

#include <array>
#include <cstdint>

#include "results/figure.pb.h"

namespace labelrep {

inline constexpr int kMapColors = 256;

using RgbColor = std::array<uint8_t, 3>;  // red, green, blue

// Viridis (van der Walt and Smith, 2015, CC0), from dark to light, which is even to the eye, to
// those who cannot tell red from green, and in grey.
const std::array<RgbColor, kMapColors>& ViridisColors();

// The place of a number among these colours, from 0 at scale.low to 255 at scale.high, each colour
// standing for as much; what is outside has the nearer end's.
int ColorIndex(double value, const ColorScale& scale);

}  // namespace labelrep

#endif  // LIB_VIZ_COLOR_MAP_H_
