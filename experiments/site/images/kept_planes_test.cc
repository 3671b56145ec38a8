#include "experiments/site/images/kept_planes.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "google/protobuf/io/gzip_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr int kImageBytes = 3 * 2 * 2;

// Two images of 2 x 2 pixels, all bytes 10 and 250.
ImageSet Images() {
  ImageSet images;
  images.image_size = 2;
  images.pixels.assign(kImageBytes, 10);
  images.pixels.insert(images.pixels.end(), kImageBytes, 250);
  images.labels = {0, 1};
  return images;
}

// A file of that shape whose image i of row e has all bytes `values[e * images + i]`.
std::string WriteImages(const std::string& name, const std::vector<int64_t>& shape,
                        const std::vector<uint8_t>& values = {}, DType dtype = DType::kUint8) {
  const std::string path = testing::TempDir() + "/" + name;
  Array array{dtype, shape, ""};
  const int64_t bytes = array.NumElements() * ElementSize(dtype);
  for (const uint8_t value : values) array.bytes.append(kImageBytes, static_cast<char>(value));
  array.bytes.resize(bytes);
  EXPECT_OK(WriteFileAtomically(path, EncodeNpy(array)));
  return path;
}

// The first byte of each image of AttackPictures.planes.
std::vector<int> FirstBytes(const AttackPictures& pictures) {
  std::string compressed;
  EXPECT_TRUE(absl::Base64Unescape(pictures.planes(), &compressed));
  google::protobuf::io::ArrayInputStream in(compressed.data(), compressed.size());
  google::protobuf::io::GzipInputStream gzip(&in);
  std::string planes;
  const void* part = nullptr;
  for (int size = 0; gzip.Next(&part, &size);) {
    planes.append(static_cast<const char*>(part), size);
  }
  std::vector<int> first;
  for (size_t i = 0; i < planes.size(); i += kImageBytes) {
    first.push_back(static_cast<uint8_t>(planes[i]));
  }
  return first;
}

TEST(KeptPlanesTest, RowsAreWhatHasToBeAdded) {
  const ImageSet images = Images();
  KeptPlanes planes(images);
  const std::string fgsm = WriteImages("fgsm.npy", {2, 2, 3, 2, 2}, {10, 255, 5, 0});
  const std::string pgd = WriteImages("pgd.npy", {1, 1, 3, 2, 2}, {13});
  EXPECT_THAT(planes.Add(fgsm, 2), IsOkAndHolds(1));
  EXPECT_THAT(planes.Add(pgd, 1), IsOkAndHolds(3));
  EXPECT_THAT(planes.Add(fgsm, 2), IsOkAndHolds(1)) << "it is there already";
  const AttackPictures pictures = planes.Finish();
  EXPECT_EQ(pictures.images(), 2);
  EXPECT_EQ(pictures.image_size(), 2);
  // 5 is 10 + 251 - 256, and 0 is 250 + 6 - 256; the one image of PGD is 3 above.
  EXPECT_EQ(FirstBytes(pictures), (std::vector<int>{10, 250, 0, 5, 251, 6, 3, 0}));
}

TEST(KeptPlanesTest, RefusesArraysOfAnotherForm) {
  const ImageSet images = Images();
  const auto expect_refused = [&](const std::vector<int64_t>& shape, DType dtype) {
    KeptPlanes planes(images);
    EXPECT_THAT(planes.Add(WriteImages("kept.npy", shape, {}, dtype), 2),
                StatusIs(absl::StatusCode::kFailedPrecondition,
                         AllOf(HasSubstr("kept.npy: found an array of shape ["),
                               HasSubstr("expected uint8 [2, from 1 to 2 images, 3, 2, 2]"))));
  };
  expect_refused({1, 2, 3, 2, 2}, DType::kUint8);
  expect_refused({2, 0, 3, 2, 2}, DType::kUint8);
  expect_refused({2, 3, 3, 2, 2}, DType::kUint8);
  expect_refused({2, 2, 1, 2, 2}, DType::kUint8);
  expect_refused({2, 2, 3, 2, 3}, DType::kUint8);
  expect_refused({2, 2, 3, 2}, DType::kUint8);
  expect_refused({2, 2, 3, 2, 2}, DType::kFloat32);
  KeptPlanes planes(images);
  EXPECT_THAT(planes.Add("there_is_none.npy", 2), StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace labelrep
