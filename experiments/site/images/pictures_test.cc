#include "experiments/site/images/pictures.h"

#include <png.h>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/status_matchers.h"
#include "lib/data/cifar.h"
#include "lib/data/cifar_writer.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int kImages = 30;
constexpr int kSize = 32;

struct Decoded {
  int64_t width = 0;
  int64_t height = 0;
  std::vector<uint8_t> pixels;  // [height, width, 3]

  int At(int64_t x, int64_t y, int channel) const { return pixels[(y * width + x) * 3 + channel]; }
};

Decoded Decode(const std::string& bytes) {
  png_image png = {};
  png.version = PNG_IMAGE_VERSION;
  EXPECT_NE(png_image_begin_read_from_memory(&png, bytes.data(), bytes.size()), 0);
  png.format = PNG_FORMAT_RGB;
  Decoded decoded{png.width, png.height, std::vector<uint8_t>(PNG_IMAGE_SIZE(png))};
  EXPECT_NE(png_image_finish_read(&png, nullptr, decoded.pixels.data(), 0, nullptr), 0);
  return decoded;
}

// A data set of 30 test images in a folder, and a table of them with an attack that left the first
// two.
class PicturesTest : public testing::Test {
 protected:
  PicturesTest() {
    const std::string folder = testing::TempDir() + "/data";
    EXPECT_OK(MakeDirectory(folder));
    Dataset dataset;
    dataset.class_names = {"a", "b"};
    for (ImageSet* split : {&dataset.train, &dataset.test}) {
      for (int i = 0; i < kImages; ++i) split->labels.push_back(i % 2);
      for (int64_t i = 0; i < kImages * split->image_bytes(); ++i) {
        split->pixels.push_back(static_cast<uint8_t>(i * 7 + i / 3072));
      }
    }
    EXPECT_OK(WriteCifar10Layout(dataset, folder));
    test_ = ReadCifar(folder)->test;
    spec_.add_data()->set_dataset("mine");
    spec_.mutable_data(0)->set_folder(folder);

    const std::string kept = testing::TempDir() + "/pictured.npy";
    Array array{DType::kUint8, {1, 2, 3, kSize, kSize}, ""};
    array.bytes.assign(test_.pixels.begin(), test_.pixels.begin() + 2 * test_.image_bytes());
    EXPECT_OK(WriteFileAtomically(kept, EncodeNpy(array)));
    JoinedTable& joined = tables_.emplace_back();
    joined.table.set_images(28);
    joined.table.add_kinds()->add_attacks()->add_epsilons();
    joined.dataset = "mine";
    joined.test_data_sha256 = test_.sha256;
    joined.file = "result.pb";
    joined.pictures.push_back({0, 0, "run", kept});
  }

  ImageSet test_;
  ImagesSpec spec_;
  std::vector<JoinedTable> tables_;
};

TEST_F(PicturesTest, ImagesStandInRowsInTheOrderOfTheSplit) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const TablePictures pictures, MakePictures(spec_, tables_));
  const ImageTable& table = tables_[0].table;
  EXPECT_EQ(table.pictures(), "images/mine.png");
  EXPECT_EQ(table.image_size(), kSize);
  const Decoded picture = Decode(pictures.files.at("images/mine.png"));
  EXPECT_EQ(picture.width, table.columns() * kSize);
  EXPECT_EQ(picture.height, 2 * kSize) << "28 images, 25 in a row";
  for (const int image : {0, 1, 24, 25, 27}) {
    const int64_t x = image % table.columns() * kSize;
    const int64_t y = image / table.columns() * kSize;
    for (int channel = 0; channel < 3; ++channel) {
      const uint8_t* plane = &test_.pixels[(image * 3 + channel) * kSize * kSize];
      EXPECT_EQ(picture.At(x, y, channel), plane[0]);
      EXPECT_EQ(picture.At(x + 5, y + 9, channel), plane[9 * kSize + 5]);
      EXPECT_EQ(picture.At(x + 31, y + 31, channel), plane[kSize * kSize - 1]);
    }
  }
  EXPECT_EQ(picture.At(28 % 25 * kSize, kSize, 0), 0) << "beyond the table's images";
}

TEST_F(PicturesTest, AttacksSayWhereTheirPicturesAre) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const TablePictures pictures, MakePictures(spec_, tables_));
  const ImageTable::Attack& attack = tables_[0].table.kinds(0).attacks(0);
  EXPECT_EQ(attack.pictures(), "pictures_run");
  EXPECT_EQ(attack.first_row(), 1);
  EXPECT_EQ(pictures.attacked.at("pictures_run").images(), 2);
}

TEST_F(PicturesTest, WithoutTheDataSetThereAreNone) {
  spec_.clear_data();
  LABELREP_ASSERT_OK_AND_ASSIGN(const TablePictures pictures, MakePictures(spec_, tables_));
  EXPECT_THAT(pictures.files, IsEmpty());
  EXPECT_THAT(pictures.attacked, IsEmpty());
  EXPECT_FALSE(tables_[0].table.has_pictures());
  EXPECT_FALSE(tables_[0].table.kinds(0).attacks(0).has_pictures());
}

TEST_F(PicturesTest, ATableOfNothingMeasuredHasNone) {
  tables_[0] = JoinedTable();
  tables_[0].dataset = "mine";
  LABELREP_ASSERT_OK_AND_ASSIGN(const TablePictures pictures, MakePictures(spec_, tables_));
  EXPECT_THAT(pictures.files, IsEmpty());
}

TEST_F(PicturesTest, AnotherDataSetIsRefusedByFileAndField) {
  tables_[0].test_data_sha256 = std::string(64, 'b');
  EXPECT_THAT(MakePictures(spec_, tables_),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("result.pb: test_data_sha256: found bbbb"),
                             HasSubstr(test_.sha256))));
}

}  // namespace
}  // namespace labelrep
