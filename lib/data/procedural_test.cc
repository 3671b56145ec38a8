#include "lib/data/procedural.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/status_matchers.h"
#include "lib/data/cifar.h"

namespace labelrep {
namespace {

std::string PixelDigest(const ImageSet& images) {
  return Sha256Hex({reinterpret_cast<const char*>(images.pixels.data()), images.pixels.size()});
}

ShapesVariant Tiny(const std::string& name) {
  ShapesVariant variant = FindShapesVariant(name).value();
  variant.train_images = 110;
  variant.test_images = 20;
  return variant;
}

TEST(ProceduralTest, KnowsItsVariants) {
  EXPECT_EQ(FindShapesVariant("shapes10")->train_images, 2250);
  EXPECT_EQ(FindShapesVariant("shapes100")->train_images, 4450);
  EXPECT_THAT(FindShapesVariant("shapes"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "variant \"shapes\" is unknown; expected shapes10 or shapes100"));
}

TEST(ProceduralTest, NamesTheClasses) {
  const std::vector<std::string> shapes = MakeShapes(Tiny("shapes10"), 0).class_names;
  ASSERT_EQ(shapes.size(), 10);
  EXPECT_EQ(shapes[6], "heart");
  const std::vector<std::string> pairs = MakeShapes(Tiny("shapes100"), 0).class_names;
  ASSERT_EQ(pairs.size(), 100);
  EXPECT_EQ(pairs[61], "striped heart");
}

TEST(ProceduralTest, ClassesAreEquallyFrequent) {
  const Dataset shapes = MakeShapes(Tiny("shapes10"), 0);
  for (int label = 0; label < 10; ++label) {
    EXPECT_EQ(std::count(shapes.train.labels.begin(), shapes.train.labels.end(), label), 11);
    EXPECT_EQ(std::count(shapes.test.labels.begin(), shapes.test.labels.end(), label), 2);
  }
}

TEST(ProceduralTest, AnImageDependsOnlyOnSeedSplitAndPlace) {
  ShapesVariant variant = Tiny("shapes10");
  const Dataset first = MakeShapes(variant, 1);
  variant.train_images = 7;
  const Dataset fewer = MakeShapes(variant, 1);
  EXPECT_TRUE(
      std::equal(fewer.train.pixels.begin(), fewer.train.pixels.end(), first.train.pixels.begin()));
  EXPECT_NE(PixelDigest(first.test), PixelDigest(MakeShapes(variant, 2).test));
  EXPECT_FALSE(
      std::equal(fewer.train.pixels.begin(), fewer.train.pixels.end(), first.test.pixels.begin()));
}

TEST(ProceduralTest, TheReaderReadsWhatIsWritten) {
  for (const std::string name : {"shapes10", "shapes100"}) {
    const std::string folder = ::testing::TempDir() + "/" + name;
    ASSERT_OK(WriteShapes(Tiny(name), 4, folder));
    const Dataset made = MakeShapes(Tiny(name), 4);
    LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset read,
                                  ReadCifar(folder, {.order = RecordOrder::kFile}));
    EXPECT_EQ(read.class_names, made.class_names);
    EXPECT_EQ(read.train.labels, made.train.labels);
    EXPECT_EQ(read.train.pixels, made.train.pixels);
    EXPECT_EQ(read.test.pixels, made.test.pixels);
  }
}

TEST(ProceduralTest, DrawsImagesOfAnotherSize) {
  ShapesVariant variant = Tiny("shapes10");
  variant.image_size = 64;
  const std::string folder = ::testing::TempDir() + "/large";
  ASSERT_OK(WriteShapes(variant, 4, folder));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Dataset read, ReadCifar(folder));
  EXPECT_EQ(read.test.image_size, 64);
  EXPECT_EQ(read.test.size(), 20);
}

}  // namespace
}  // namespace labelrep
