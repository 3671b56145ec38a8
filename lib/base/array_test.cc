#include "lib/base/array.h"

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

template <typename T>
Array MakeArray(DType dtype, std::vector<int64_t> shape, const std::vector<T>& values) {
  Array array{dtype, std::move(shape), std::string(values.size() * sizeof(T), '\0')};
  std::memcpy(array.bytes.data(), values.data(), array.bytes.size());
  return array;
}

TEST(ArrayTest, CountsElementsAndBytes) {
  EXPECT_EQ(ElementSize(DType::kUint8), 1);
  EXPECT_EQ(ElementSize(DType::kFloat16), 2);
  EXPECT_EQ(ElementSize(DType::kBFloat16), 2);
  EXPECT_EQ(ElementSize(DType::kInt32), 4);
  EXPECT_EQ(ElementSize(DType::kInt64), 8);
  EXPECT_EQ(ElementSize(DType::kFloat32), 4);
  EXPECT_EQ(ElementSize(DType::kFloat64), 8);
  EXPECT_EQ(Array().NumElements(), 1);
  EXPECT_EQ((Array{DType::kUint8, {2, 3}, ""}).NumElements(), 6);
  EXPECT_EQ((Array{DType::kUint8, {2, 0}, ""}).NumElements(), 0);
}

TEST(ArrayTest, ConvertsEveryDTypeToFloats) {
  EXPECT_THAT(MakeArray<uint8_t>(DType::kUint8, {2}, {0, 255}).ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(0.f, 255.f)));
  EXPECT_THAT(MakeArray<int32_t>(DType::kInt32, {2}, {-1, 1 << 30}).ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(-1.f, 0x1p30f)));
  EXPECT_THAT(MakeArray<int64_t>(DType::kInt64, {1}, {-(int64_t{1} << 62)}).ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(-0x1p62f)));
  EXPECT_THAT(MakeArray<double>(DType::kFloat64, {2}, {0.1, -3e38}).ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(0.1f, -3e38f)));
  EXPECT_THAT(MakeArray<uint16_t>(DType::kBFloat16, {2}, {0x3fc0, 0xc000}).ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(1.5f, -2.f)));
  EXPECT_THAT(MakeArray<uint16_t>(DType::kFloat16, {3}, {0x3e00, 0xc000, 1}).ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(1.5f, -2.f, 0x1p-24f)));
  EXPECT_THAT(Array::FromFloats({2, 1}, {1.25f, -7.f}).ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(1.25f, -7.f)));
  EXPECT_THAT(Array::FromFloats({0, 3}, {}).ToFiniteFloats(), IsOkAndHolds(IsEmpty()));
}

// As Python has them: struct.unpack("<e", struct.pack("<H", bits))[0].hex()
TEST(ArrayTest, ConvertsHalves) {
  EXPECT_THAT(MakeArray<uint16_t>(
                  DType::kFloat16, {10},
                  {0x0000, 0x0001, 0x03ff, 0x0400, 0x3c00, 0x3555, 0xc000, 0x7bff, 0x8001, 0xfbff})
                  .ToFiniteFloats(),
              IsOkAndHolds(ElementsAre(0.f, 0x1p-24f, 0x1.ff8p-15f, 0x1p-14f, 1.f, 0x1.554p-2f,
                                       -2.f, 0x1.ffcp+15f, -0x1p-24f, -0x1.ffcp+15f)));
  for (const uint16_t bits : {0x7c00, 0xfc00, 0x7e00}) {
    EXPECT_THAT(MakeArray<uint16_t>(DType::kFloat16, {1}, {bits}).ToFiniteFloats(),
                StatusIs(absl::StatusCode::kInvalidArgument, "element [0] is"));
  }
}

TEST(ArrayTest, NamesTheElementThatIsNotFinite) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  EXPECT_THAT(
      Array::FromFloats({2, 3}, {0, 0, 0, 0, 0, nan}).ToFiniteFloats(),
      StatusIs(absl::StatusCode::kInvalidArgument,
               AllOf(HasSubstr("element [1, 2] is nan"), HasSubstr("expected a finite number"))));
  EXPECT_THAT(Array::FromFloats({2}, {-infinity, 0}).ToFiniteFloats(),
              StatusIs(absl::StatusCode::kInvalidArgument, "element [0] is -inf"));
  EXPECT_THAT(MakeArray<double>(DType::kFloat64, {}, {1e39}).ToFiniteFloats(),
              StatusIs(absl::StatusCode::kInvalidArgument, "element [] is 1e+39"));
}

TEST(ArrayTest, ByteSizeIsCheckedWithoutOverflow) {
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  EXPECT_THAT(CheckedByteSize({2, 3}, DType::kFloat32, 24), IsOkAndHolds(24));
  EXPECT_THAT(CheckedByteSize({}, DType::kFloat64, 8), IsOkAndHolds(8));
  EXPECT_THAT(CheckedByteSize({kMax, 0, kMax}, DType::kFloat64, 0), IsOkAndHolds(0));
  EXPECT_THAT(CheckedByteSize({kMax}, DType::kUint8, kMax), IsOkAndHolds(kMax));
  for (const std::vector<int64_t>& shape : {std::vector<int64_t>{2, 3, 1},
                                            {kMax},
                                            {kMax, kMax},
                                            {int64_t{1} << 32, int64_t{1} << 32}}) {
    EXPECT_THAT(CheckedByteSize(shape, DType::kFloat32, 23),
                StatusIs(absl::StatusCode::kInvalidArgument, "needs more than the 23 bytes"));
  }
  EXPECT_THAT(CheckedByteSize({}, DType::kFloat64, 7),
              StatusIs(absl::StatusCode::kInvalidArgument, "needs more than the 7 bytes"));
  EXPECT_THAT(
      CheckedByteSize({0, -1}, DType::kFloat32, 100),
      StatusIs(absl::StatusCode::kInvalidArgument, "shape [0, -1] has a negative dimension"));
}

TEST(ArrayDeathTest, ChecksThatValuesFitTheShape) {
  EXPECT_DEATH(Array::FromFloats({2, 2}, {1, 2, 3}), "not the product of the shape");
}

}  // namespace
}  // namespace labelrep
