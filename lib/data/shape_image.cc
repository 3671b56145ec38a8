#include "lib/data/shape_image.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace labelrep {
namespace {

using Colour = std::array<double, kImageChannels>;  // 0 to 255

// Lengths in pixels of an image of 32x32, angles in radians.
constexpr double kMaxShift = 4.0;
constexpr double kMinRadius = 9.5;
constexpr double kMaxRadius = 13.5;
constexpr double kMaxTurn = 0.45;
constexpr double kMaxNoise = 50;  // grey levels
constexpr int kPointsAcross = 4;

double Uniform(RandomStream& random, double low, double high) {
  return low + (high - low) * random.NextDouble();
}

Colour Mix(const Colour& a, const Colour& b, double share_of_b) {
  Colour mixed;
  for (int i = 0; i < kImageChannels; ++i) mixed[i] = a[i] + (b[i] - a[i]) * share_of_b;
  return mixed;
}

// Each channel drawn from the same range of grey levels.
Colour DrawColour(RandomStream& random, double darkest, double brightest) {
  Colour colour;
  for (double& channel : colour) channel = Uniform(random, darkest, brightest);
  return colour;
}

struct Scene {
  int64_t image_size;
  double centre_x, centre_y, radius, cosine, sine;
  TexturePhase phase;
  Colour background, far_background, base, ink;
  double noise;
};

Scene DrawScene(int64_t image_size, RandomStream& random) {
  const double scale = static_cast<double>(image_size) / kCifarImageSize;
  Scene scene;
  scene.image_size = image_size;
  scene.centre_x = image_size / 2.0 + scale * Uniform(random, -kMaxShift, kMaxShift);
  scene.centre_y = image_size / 2.0 + scale * Uniform(random, -kMaxShift, kMaxShift);
  scene.radius = scale * Uniform(random, kMinRadius, kMaxRadius);
  const double turn = Uniform(random, -kMaxTurn, kMaxTurn);
  scene.cosine = std::cos(turn);
  scene.sine = std::sin(turn);
  scene.phase.x = random.NextDouble();
  scene.phase.y = random.NextDouble();
  scene.phase.key = random.NextUint32();
  scene.background = DrawColour(random, 0, 130);
  scene.far_background = DrawColour(random, 0, 130);
  scene.base = DrawColour(random, 150, 255);
  scene.ink = DrawColour(random, 70, 190);
  scene.noise = Uniform(random, 0, kMaxNoise);
  return scene;
}

Colour ColourAt(const Scene& scene, const Shape& shape, const Texture& texture, double column,
                double row) {
  const double dx = (column - scene.centre_x) / scene.radius;
  const double dy = (row - scene.centre_y) / scene.radius;
  const double x = scene.cosine * dx + scene.sine * dy;
  const double y = scene.cosine * dy - scene.sine * dx;
  if (x * x + y * y <= 1 && shape.contains(x, y)) {
    return Mix(scene.base, scene.ink, texture.ink(x, y, scene.phase));
  }
  return Mix(scene.background, scene.far_background, row / scene.image_size);
}

}  // namespace

std::vector<uint8_t> DrawShapeImage(const Shape& shape, const Texture& texture, int64_t image_size,
                                    RandomStream& random) {
  const Scene scene = DrawScene(image_size, random);
  std::vector<uint8_t> pixels(ImageBytes(image_size));
  for (int64_t row = 0; row < image_size; ++row) {
    for (int64_t column = 0; column < image_size; ++column) {
      Colour sum = {};
      for (int point = 0; point < kPointsAcross * kPointsAcross; ++point) {
        const double right = (point % kPointsAcross + 0.5) / kPointsAcross;
        const double down = (point / kPointsAcross + 0.5) / kPointsAcross;
        const Colour colour = ColourAt(scene, shape, texture, column + right, row + down);
        for (int i = 0; i < kImageChannels; ++i) sum[i] += colour[i];
      }
      for (int i = 0; i < kImageChannels; ++i) {
        const double value =
            sum[i] / (kPointsAcross * kPointsAcross) + Uniform(random, -scene.noise, scene.noise);
        pixels[(i * image_size + row) * image_size + column] =
            static_cast<uint8_t>(std::clamp(std::floor(value + 0.5), 0.0, 255.0));
      }
    }
  }
  return pixels;
}

}  // namespace labelrep
