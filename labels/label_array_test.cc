#include "labels/label_array.h"

#include <cstdint>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "lib/base/npy.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;

LabelRequest RequestFor(const std::string& npy, int num_classes) {
  LabelRequest request;
  request.recipe.set_kind("mine");
  request.class_names = TestClassNames(num_classes);
  request.npy = npy;
  return request;
}

TEST(LabelArrayTest, ReadsVectorsAndPictures) {
  const auto vectors = ReadLabelArray(RequestFor(WriteTestNpy("vectors.npy", {2, 3}), 2));
  ASSERT_THAT(vectors, IsOk());
  EXPECT_THAT(vectors->shape, ElementsAre(3));
  EXPECT_THAT(vectors->values, ElementsAre(0, 1, 2, 3, 4, 5));
  for (int size : {48, 64}) {
    const auto pictures =
        ReadLabelArray(RequestFor(WriteTestNpy("pictures.npy", {2, size, size}), 2));
    ASSERT_THAT(pictures, IsOk());
    EXPECT_THAT(pictures->shape, ElementsAre(size, size));
  }
}

TEST(LabelArrayTest, PutsLabelsIntoTheDataSetsOrder) {
  LabelRequest request = RequestFor(WriteTestNpy("ordered.npy", {3, 2}), 3);
  request.npy_order = WriteTestFile("ordered.txt", "class 2\nclass 0\nclass 1\n");
  const auto array = ReadLabelArray(request);
  ASSERT_THAT(array, IsOk());
  EXPECT_THAT(array->values, ElementsAre(2, 3, 4, 5, 0, 1));
}

TEST(LabelArrayTest, RefusesAnotherNumberOfClasses) {
  EXPECT_THAT(
      ReadLabelArray(RequestFor(WriteTestNpy("nine.npy", {9, 64, 64}), 10)),
      StatusIs(kInvalid,
               "nine.npy: found an array of shape [9, 64, 64]; expected one label for each of "
               "the 10 classes, so 10 as its first dimension"));
}

TEST(LabelArrayTest, RefusesOtherShapes) {
  EXPECT_THAT(ReadLabelArray(RequestFor(WriteTestNpy("scalars.npy", {4}), 4)),
              StatusIs(kInvalid, "found an array of shape [4]; expected [classes, n], "));
  EXPECT_THAT(ReadLabelArray(RequestFor(WriteTestNpy("small.npy", {4, 32, 32}), 4)),
              StatusIs(kInvalid, "shape [4, 32, 32]; expected labels of 64x64 or 48x48"));
  EXPECT_THAT(ReadLabelArray(RequestFor(WriteTestNpy("wide.npy", {4, 64, 48}), 4)),
              StatusIs(kInvalid, "shape [4, 64, 48]; expected labels of 64x64 or 48x48"));
  EXPECT_THAT(ReadLabelArray(RequestFor(WriteTestNpy("empty.npy", {4, 0}), 4)),
              StatusIs(kInvalid, "shape [4, 0]; expected labels of 1 to 65536 elements"));
}

TEST(LabelArrayTest, RefusesNan) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const std::string npy = EncodeNpy(Array::FromFloats({2, 2}, {0, 1, nan, 3}));
  EXPECT_THAT(ReadLabelArray(RequestFor(WriteTestFile("nan.npy", npy), 2)),
              StatusIs(kInvalid, "nan.npy: element [1, 0] is nan; expected a finite number"));
}

TEST(LabelArrayTest, RefusesEqualLabelsAndSaysWhy) {
  const std::string equal = EncodeNpy(Array::FromFloats({3, 2}, {0, 1, 2, 3, 0, 1}));
  EXPECT_THAT(ReadLabelArray(RequestFor(WriteTestFile("equal.npy", equal), 3)),
              StatusIs(kInvalid, "equal.npy: the labels at index 0 and 2 are equal; expected"));
  const int64_t numbers[] = {16777216, 16777217};
  const std::string bytes(reinterpret_cast<const char*>(numbers), sizeof(numbers));
  const std::string rounded = EncodeNpy({.dtype = DType::kInt64, .shape = {2, 1}, .bytes = bytes});
  EXPECT_THAT(ReadLabelArray(RequestFor(WriteTestFile("rounded.npy", rounded), 2)),
              StatusIs(kInvalid,
                       "rounded.npy: the labels at index 0 and 1 are equal as float32, in which"));
}

// The file that NumPy writes for an array of Python objects, up to its data.
TEST(LabelArrayTest, RefusesObjects) {
  std::string header = "{'descr': '|O', 'fortran_order': False, 'shape': (2, 2), }";
  header.resize(117, ' ');
  header += '\n';
  const std::string npy = std::string("\x93NUMPY\x01\x00v\x00", 10) + header;
  EXPECT_THAT(ReadLabelArray(RequestFor(WriteTestFile("object.npy", npy + "....."), 2)),
              StatusIs(kInvalid, testing::ContainsRegex("object\\.npy: .*O")));
}

TEST(LabelArrayTest, RefusesAFileThatIsNoArray) {
  EXPECT_THAT(ReadLabelArray(RequestFor(WriteTestFile("text.npy", "not an array at all"), 2)),
              StatusIs(kInvalid, "text.npy"));
}

}  // namespace
}  // namespace labelrep
