#include "lib/data/procedural.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/random_stream.h"
#include "lib/data/cifar_writer.h"
#include "lib/data/shape.h"
#include "lib/data/shape_image.h"
#include "lib/data/texture.h"

namespace labelrep {
namespace {

const ShapesVariant kVariants[] = {
    {"shapes10", /*textures_are_classes=*/false, /*train_images=*/2250, /*test_images=*/1000},
    {"shapes100", /*textures_are_classes=*/true, /*train_images=*/4450, /*test_images=*/1000},
};

ImageSet DrawImages(const ShapesVariant& variant, absl::string_view split, int64_t count,
                    uint64_t seed) {
  const auto& shapes = Shapes();
  const auto& textures = Textures();
  const int64_t textures_in_class = variant.textures_are_classes ? textures.size() : 1;
  const int64_t classes = shapes.size() * textures_in_class;
  const std::string purpose = absl::StrCat("shapes/", variant.name, "/", split);
  ImageSet images;
  images.image_size = variant.image_size;
  images.pixels.reserve(count * images.image_bytes());
  for (int64_t i = 0; i < count; ++i) {
    RandomStream random(seed, purpose, i);
    const int64_t label = i % classes;
    const int64_t texture = variant.textures_are_classes ? label % textures_in_class
                                                         : random.NextBelow(textures.size());
    const std::vector<uint8_t> pixels = DrawShapeImage(
        shapes[label / textures_in_class], textures[texture], variant.image_size, random);
    images.pixels.insert(images.pixels.end(), pixels.begin(), pixels.end());
    images.labels.push_back(static_cast<int32_t>(label));
  }
  return images;
}

}  // namespace

absl::StatusOr<ShapesVariant> FindShapesVariant(absl::string_view name) {
  std::string known;
  for (const ShapesVariant& variant : kVariants) {
    if (variant.name == name) return variant;
    absl::StrAppend(&known, known.empty() ? "" : " or ", variant.name);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("variant \"", name, "\" is unknown; expected ", known));
}

Dataset MakeShapes(const ShapesVariant& variant, uint64_t seed) {
  Dataset dataset;
  for (const Shape& shape : Shapes()) {
    if (!variant.textures_are_classes) {
      dataset.class_names.emplace_back(shape.name);
      continue;
    }
    for (const Texture& texture : Textures()) {
      dataset.class_names.push_back(absl::StrCat(texture.name, " ", shape.name));
    }
  }
  dataset.train = DrawImages(variant, "train", variant.train_images, seed);
  dataset.test = DrawImages(variant, "test", variant.test_images, seed);
  return dataset;
}

absl::Status WriteShapes(const ShapesVariant& variant, uint64_t seed, const std::string& folder) {
  const Dataset dataset = MakeShapes(variant, seed);
  if (!variant.textures_are_classes) return WriteCifar10Layout(dataset, folder);
  CoarseClasses coarse;
  for (size_t shape = 0; shape < Shapes().size(); ++shape) {
    coarse.names.emplace_back(Shapes()[shape].name);
    coarse.of_class.insert(coarse.of_class.end(), Textures().size(), static_cast<int32_t>(shape));
  }
  return WriteCifar100Layout(dataset, coarse, folder);
}

}  // namespace labelrep
