#include "lib/base/npy.h"

#include <cstring>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr absl::string_view kGoldens = "lib/base/testdata/";

std::string Golden(absl::string_view name) { return absl::StrCat(kGoldens, name, ".npy"); }

template <typename T>
Array MakeArray(DType dtype, std::vector<int64_t> shape, const std::vector<T>& values) {
  Array array{dtype, std::move(shape), std::string(values.size() * sizeof(T), '\0')};
  std::memcpy(array.bytes.data(), values.data(), array.bytes.size());
  return array;
}

Array Quarters() { return Array::FromFloats({2, 3}, {0, 0.25, 0.5, 0.75, 1, 1.25}); }
std::vector<double> Thirds() { return {0, 1. / 3, 2. / 3, 1, 4. / 3, 5. / 3}; }

std::vector<float> ZeroTo(int n) {
  std::vector<float> values(n);
  std::iota(values.begin(), values.end(), 0.f);
  return values;
}

// What testdata/make_goldens.py puts into the files that NumPy saves as we do.
std::map<std::string, Array> SavedArrays() {
  constexpr int64_t k40 = int64_t{1} << 40;
  return {
      {"uint8", MakeArray<uint8_t>(DType::kUint8, {2, 3}, {0, 1, 2, 3, 4, 5})},
      {"int32", MakeArray<int32_t>(DType::kInt32, {2, 3}, {0, -1, -2, -3, -4, -5})},
      {"int64",
       MakeArray<int64_t>(DType::kInt64, {2, 3}, {0, k40, 2 * k40, 3 * k40, 4 * k40, 5 * k40})},
      {"float16",
       MakeArray<uint16_t>(DType::kFloat16, {2, 3}, {0, 0x3c00, 0x4000, 0x4200, 0x4400, 0x4500})},
      {"float32", Quarters()},
      {"float64", MakeArray<double>(DType::kFloat64, {2, 3}, Thirds())},
      {"vector", Array::FromFloats({3}, {0, 1, 2})},
      {"scalar", Array::FromFloats({}, {1.5})},
      {"empty", Array::FromFloats({0, 4}, {})},
  };
}

// Files in a form that we read and do not write.
std::map<std::string, Array> OtherArrays() {
  return {
      {"fortran", Array::FromFloats({2, 3, 4}, ZeroTo(24))},
      {"big_endian", MakeArray<double>(DType::kFloat64, {2, 3}, Thirds())},
      {"version2", Quarters()},
      {"version3", Quarters()},
  };
}

// Part of the message with which a file is refused.
std::map<std::string, std::string> RefusedFiles() {
  return {{"object", "found \"'|O'"}, {"record", "found \"["}};
}

TEST(NpyTest, ReadsAndWritesWhatNumpyDoes) {
  for (const auto& [name, array] : SavedArrays()) {
    SCOPED_TRACE(name);
    LABELREP_ASSERT_OK_AND_ASSIGN(const std::string bytes, ReadFile(Golden(name)));
    LABELREP_ASSERT_OK_AND_ASSIGN(const Array read, ReadNpy(Golden(name)));
    EXPECT_EQ(read.dtype, array.dtype);
    EXPECT_EQ(read.shape, array.shape);
    EXPECT_EQ(read.bytes, array.bytes);
    EXPECT_EQ(EncodeNpy(array), bytes);
  }
}

TEST(NpyTest, ReadsOtherOrdersAndVersions) {
  for (const auto& [name, array] : OtherArrays()) {
    SCOPED_TRACE(name);
    LABELREP_ASSERT_OK_AND_ASSIGN(const Array read, ReadNpy(Golden(name)));
    EXPECT_EQ(read.dtype, array.dtype);
    EXPECT_EQ(read.shape, array.shape);
    EXPECT_EQ(read.bytes, array.bytes);
  }
}

TEST(NpyTest, RefusesOtherDTypesByName) {
  for (const auto& [name, found] : RefusedFiles()) {
    SCOPED_TRACE(name);
    EXPECT_THAT(ReadNpy(Golden(name)),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(HasSubstr(Golden(name)), HasSubstr("offset 20"), HasSubstr(found),
                               HasSubstr("expected"))));
  }
  EXPECT_THAT(ReadNpy(Golden("object")),
              StatusIs(absl::StatusCode::kInvalidArgument, "not Python objects"));
}

TEST(NpyTest, NotANumberIsReadAndRefusedAsLabel) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Array array, ReadNpy(Golden("nan")));
  EXPECT_THAT(array.ToFiniteFloats(),
              StatusIs(absl::StatusCode::kInvalidArgument, "element [1, 0] is nan"));
}

TEST(NpyTest, EveryGoldenIsUsed) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<std::string> files,
                                ListFiles(std::string(kGoldens)));
  size_t count = 0;
  for (const std::string& file : files) count += file.ends_with(".npy");
  EXPECT_EQ(count, SavedArrays().size() + OtherArrays().size() + RefusedFiles().size() + 1);
}

// A version 1.0 file with this dictionary as its header.
std::string FileWithHeader(const std::string& dictionary, const std::string& data = "") {
  std::string bytes("\x93NUMPY\x01\x00", 8);
  bytes += static_cast<char>(dictionary.size() & 0xff);
  bytes += static_cast<char>(dictionary.size() >> 8);
  return bytes + dictionary + data;
}

void ExpectRefused(const std::string& bytes, const std::string& message) {
  SCOPED_TRACE(message);
  EXPECT_THAT(ParseNpy(bytes, "labels.npy"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("labels.npy: "), HasSubstr(message))));
}

TEST(NpyTest, RefusesDamagedFilesWithPlaceFoundAndExpected) {
  const std::string valid = EncodeNpy(Quarters());
  ExpectRefused("", "offset 0: found \"\", expected \"\\x93NUMPY\"");
  ExpectRefused("RIFFabcd", "offset 0: found \"RIFFab\"");
  ExpectRefused(valid.substr(0, 7), "ends at offset 7");
  ExpectRefused(valid.substr(0, 9), "ends at offset 9");
  ExpectRefused(valid.substr(0, 100),
                "offset 8: .npy header of 118 bytes, but only 90 bytes follow");
  ExpectRefused(valid.substr(0, 150), "offset 128: found 22 bytes of data, expected 24");
  ExpectRefused(valid + "x", "offset 128: found 25 bytes of data, expected 24");
  std::string version = valid;
  version[6] = 4;
  ExpectRefused(version, "offset 6: .npy format version 4.0, expected 1.0, 2.0 or 3.0");
}

TEST(NpyTest, RefusesMalformedHeaders) {
  const std::string rest = "'fortran_order': False, 'shape': (1,)}";
  EXPECT_OK(ParseNpy(FileWithHeader("{'descr': '<f4', " + rest, "1234"), "n"));
  EXPECT_OK(ParseNpy(FileWithHeader("{\"descr\":\"<f4\"," + rest, "1234"), "n"));
  ExpectRefused(FileWithHeader(""), "offset 10: found \"\", expected '{'");
  ExpectRefused(FileWithHeader("{}"), "expected the keys 'descr', 'fortran_order' and 'shape'");
  ExpectRefused(FileWithHeader("{descr: '<f4', " + rest), "expected a key in quotes");
  ExpectRefused(FileWithHeader("{'descr': '<f4', 'descr': '<f4', " + rest), "once each");
  ExpectRefused(FileWithHeader("{'color': '<f4', " + rest), "found \"'color'");
  ExpectRefused(FileWithHeader("{'descr': '=f4', " + rest),
                "expected dtype u1, i4, i8, f2, f4 or f8");
  ExpectRefused(FileWithHeader("{'descr': '<f4', " + rest + "x"), "expected the end of the header");
  const std::string shape = "{'descr': '<f4', 'fortran_order': True, 'shape': ";
  ExpectRefused(FileWithHeader(shape + "(-1,)}"), "expected a dimension");
  ExpectRefused(FileWithHeader(shape + "(9223372036854775808,)}"), "expected a dimension");
  ExpectRefused(FileWithHeader(shape + "(1 2)}"), "found \"2)}\", expected ')'");
  ExpectRefused(FileWithHeader(shape + "4}"), "expected '('");
  ExpectRefused(FileWithHeader("{'descr': '<f4', 'fortran_order': 0}"), "expected True or False");
  std::string dimensions;
  for (int i = 0; i < 65; ++i) dimensions += "1,";
  ExpectRefused(FileWithHeader(shape + "(" + dimensions + ")}"), "expected at most 64 dimensions");
}

TEST(NpyTest, RefusesShapesBeyondTheFileBeforeAllocating) {
  const std::string start = "{'descr': '<f8', 'fortran_order': True, 'shape': ";
  ExpectRefused(FileWithHeader(start + "(4611686018427387904, 4)}", "12345678"),
                "found 8 bytes of data, expected more for shape (4611686018427387904, 4)");
  ExpectRefused(FileWithHeader(start + "(9223372036854775807, 9223372036854775807)}"),
                "found 0 bytes of data, expected more");
}

TEST(NpyTest, MutatedFilesGiveAStatusOrAnArrayThatFits) {
  int refused = 0;
  for (const char* name : {"float32", "fortran", "big_endian", "version2"}) {
    LABELREP_ASSERT_OK_AND_ASSIGN(const std::string valid, ReadFile(Golden(name)));
    for (uint64_t i = 0; i < 10'000; ++i) {
      const absl::StatusOr<Array> array = ParseNpy(MutatedBytes(valid, i), "mutated");
      refused += !array.ok();
      if (!array.ok()) continue;
      ASSERT_EQ(static_cast<int64_t>(array->bytes.size()),
                array->NumElements() * ElementSize(array->dtype));
    }
  }
  // Changes in the padding or the numbers are valid files.
  EXPECT_GT(refused, 20'000);
  EXPECT_LT(refused, 40'000);
}

TEST(NpyDeathTest, ChecksThatTheDTypeExistsInNumpy) {
  EXPECT_DEATH(EncodeNpy(Array{DType::kBFloat16, {1}, "ab"}), "NumPy has no bfloat16");
}

}  // namespace
}  // namespace labelrep
