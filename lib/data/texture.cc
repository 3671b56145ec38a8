#include "lib/data/texture.h"

#include <algorithm>
#include <cmath>

namespace labelrep {
namespace {

constexpr double kPeriod = 0.52;

// Place in a period, in [0, 1).
double Place(double value, double period, double phase) {
  const double periods = value / period + phase;
  return periods - std::floor(periods);
}

// 0 at whole numbers, 1 half way between them.
double Tent(double periods) { return 1 - std::abs(2 * (periods - std::floor(periods)) - 1); }

double Plain(double, double, const TexturePhase&) { return 0; }

double Striped(double, double y, const TexturePhase& phase) {
  return Place(y, kPeriod, phase.y) < 0.5;
}

double Dotted(double x, double y, const TexturePhase& phase) {
  const double a = Place(x, kPeriod, phase.x) - 0.5, b = Place(y, kPeriod, phase.y) - 0.5;
  return a * a + b * b < 0.32 * 0.32;
}

double Checked(double x, double y, const TexturePhase& phase) {
  return (Place(x, 1.5 * kPeriod, phase.x) < 0.5) != (Place(y, 1.5 * kPeriod, phase.y) < 0.5);
}

double Shaded(double, double y, const TexturePhase&) {
  return std::clamp((y + 0.9) / 1.8, 0.0, 1.0);
}

double Zigzag(double x, double y, const TexturePhase& phase) {
  return Place(y + 0.42 * Tent(x / 0.84 + phase.x), 1.1 * kPeriod, phase.y) < 0.5;
}

double Ringed(double x, double y, const TexturePhase& phase) {
  return Place(std::sqrt(x * x + y * y), kPeriod, phase.x) < 0.5;
}

double Gridded(double x, double y, const TexturePhase& phase) {
  return Place(x, kPeriod, phase.x) < 0.28 || Place(y, kPeriod, phase.y) < 0.28;
}

double Speckled(double x, double y, const TexturePhase& phase) {
  const auto cell = [](double value) {
    return static_cast<uint32_t>(std::floor(value / 0.13) + 64);
  };
  uint32_t hash = phase.key ^ (cell(x) * 0x9E3779B1u) ^ (cell(y) * 0x85EBCA77u);
  hash = (hash ^ (hash >> 15)) * 0x2C1B3C6Du;
  hash = (hash ^ (hash >> 12)) * 0x297A2D39u;
  return (hash >> 16) % 100 < 40;
}

double Halved(double x, double, const TexturePhase& phase) { return x > 0.3 * (phase.x - 0.5); }

}  // namespace

const std::array<Texture, 10>& Textures() {
  static constexpr std::array<Texture, 10> kTextures = {{{"plain", Plain},
                                                         {"striped", Striped},
                                                         {"dotted", Dotted},
                                                         {"checked", Checked},
                                                         {"shaded", Shaded},
                                                         {"zigzag", Zigzag},
                                                         {"ringed", Ringed},
                                                         {"gridded", Gridded},
                                                         {"speckled", Speckled},
                                                         {"halved", Halved}}};
  return kTextures;
}

}  // namespace labelrep
