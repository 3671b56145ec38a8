#include "lib/base/safetensors.h"

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kGolden[] = "lib/base/testdata/tensors.safetensors";

template <typename T>
Array MakeArray(DType dtype, std::vector<int64_t> shape, const std::vector<T>& values) {
  Array array{dtype, std::move(shape), std::string(values.size() * sizeof(T), '\0')};
  std::memcpy(array.bytes.data(), values.data(), array.bytes.size());
  return array;
}

// What testdata/make_goldens.py puts into the file.
Safetensors GoldenContent() {
  return {{{"recipe", "{\"seed\": 7}"}},
          {{"count", MakeArray<int64_t>(DType::kInt64, {}, {7})},
           {"double", MakeArray<double>(DType::kFloat64, {2}, {0.5, -0.25})},
           {"encoder.weight", Array::FromFloats({2, 3}, {0, 0.25, 0.5, 0.75, 1, 1.25})},
           {"labels", MakeArray<int32_t>(DType::kInt32, {3}, {3, -4, 5})},
           {"half", MakeArray<uint16_t>(DType::kBFloat16, {2, 1}, {0x3fc0, 0xc000})},
           {"a \"quoted\" \\ name\n", Array{DType::kUint8, {0, 4}, ""}},
           {"image", MakeArray<uint8_t>(DType::kUint8, {3}, {0, 128, 255})}}};
}

void ExpectSameTensors(const Safetensors& actual, const Safetensors& expected) {
  EXPECT_EQ(actual.metadata, expected.metadata);
  ASSERT_EQ(actual.tensors.size(), expected.tensors.size());
  for (size_t i = 0; i < expected.tensors.size(); ++i) {
    SCOPED_TRACE(expected.tensors[i].first);
    EXPECT_EQ(actual.tensors[i].first, expected.tensors[i].first);
    EXPECT_EQ(actual.tensors[i].second.dtype, expected.tensors[i].second.dtype);
    EXPECT_EQ(actual.tensors[i].second.shape, expected.tensors[i].second.shape);
    EXPECT_EQ(actual.tensors[i].second.bytes, expected.tensors[i].second.bytes);
  }
}

// A file with this header, padded or not as it is given.
std::string FileWithHeader(const std::string& json, const std::string& data = "") {
  const uint64_t length = json.size();
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &length, 8);
  return bytes + json + data;
}

void ExpectRefused(const std::string& bytes, const std::string& message) {
  SCOPED_TRACE(message);
  EXPECT_THAT(ParseSafetensors(bytes, "w.safetensors"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("w.safetensors: "), HasSubstr(message))));
}

TEST(SafetensorsTest, ReadsWhatTheReferenceLibraryWrites) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const Safetensors content, ReadSafetensors(kGolden));
  ExpectSameTensors(content, GoldenContent());
}

TEST(SafetensorsTest, WritesTheBytesOfTheReferenceLibrary) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string bytes, ReadFile(kGolden));
  EXPECT_EQ(EncodeSafetensors(GoldenContent()), bytes);
}

TEST(SafetensorsTest, WiderElementsComeFirstElseTheOrderGiven) {
  const Array byte{DType::kUint8, {1}, "x"};
  const Array number = Array::FromFloats({1}, {2});
  const Safetensors content{{}, {{"a", byte}, {"z", number}, {"b", number}}};
  LABELREP_ASSERT_OK_AND_ASSIGN(const Safetensors read,
                                ParseSafetensors(EncodeSafetensors(content), "n"));
  ExpectSameTensors(read, {{}, {{"z", number}, {"b", number}, {"a", byte}}});
  EXPECT_EQ(EncodeSafetensors(read), EncodeSafetensors(content));
}

TEST(SafetensorsTest, FindsTensorsByName) {
  const Safetensors content = GoldenContent();
  ASSERT_NE(content.Find("labels"), nullptr);
  EXPECT_THAT(content.Find("labels")->shape, ElementsAre(3));
  EXPECT_EQ(content.Find("label"), nullptr);
}

TEST(SafetensorsTest, KeepsAnyTextInNamesAndMetadata) {
  std::string text;
  for (char c = 0; c < 127; ++c) text += c;
  text += "\xc3\xa9\xe2\x82\xac";
  const Safetensors content{{{"key " + text, text}}, {{text, Array::FromFloats({1}, {1})}}};
  LABELREP_ASSERT_OK_AND_ASSIGN(const Safetensors read,
                                ParseSafetensors(EncodeSafetensors(content), "n"));
  ExpectSameTensors(read, content);
}

TEST(SafetensorsTest, AnEmptyFileHasNoTensors) {
  EXPECT_EQ(EncodeSafetensors({}), FileWithHeader("{}      "));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Safetensors read,
                                ParseSafetensors(FileWithHeader("{}"), "n"));
  ExpectSameTensors(read, {});
}

TEST(SafetensorsTest, RefusesDamagedFiles) {
  const std::string valid = EncodeSafetensors(GoldenContent());
  ExpectRefused("", "0 bytes, expected at least 8");
  ExpectRefused("{}      ", "offset 0: header of 2314885530818477435 bytes, expected at most 0");
  ExpectRefused(valid.substr(0, 300), "offset 0: header of 488 bytes, expected at most 292");
  ExpectRefused(FileWithHeader(""), "offset 8: found \"\", expected '{'");
  ExpectRefused(FileWithHeader("[]"), "offset 8: found \"[]\", expected '{'");
  ExpectRefused(FileWithHeader("{\"a\":"), "offset 13: found \"\", expected '{'");
  ExpectRefused(FileWithHeader("{} {}"), "offset 11: found \"{}\", expected the end");
  ExpectRefused(FileWithHeader("{\"a\":" + std::string(100'000, '[')), "expected '{'");
  ExpectRefused(valid.substr(0, valid.size() - 1),
                "tensor 'image': data_offsets [64, 67], expected a range within the 66 bytes");
  ExpectRefused(valid + "x", "the tensors end at offset 67 of the data, expected 68");
}

TEST(SafetensorsTest, RefusesMalformedEntries) {
  const auto refuse = [](const std::string& entry, const std::string& message) {
    ExpectRefused(FileWithHeader("{\"t\":" + entry + "}", "12345678"), message);
  };
  refuse("7", "offset 13: found \"7}\", expected '{'");
  refuse("{}", "expected dtype, shape and data_offsets before");
  refuse(R"({"dtype":"F32","shape":[2]})", "expected dtype, shape and data_offsets before");
  refuse(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1})",
         "found \"1}}\", expected a value of dtype, shape or data_offsets");
  refuse(R"({"dtype":"F32","dtype":"F32","data_offsets":[0,8]})", "no second \"dtype\" before");
  refuse(R"({"dtype":"F8_E5M2","shape":[4],"data_offsets":[0,8]})",
         "tensor 't': dtype \"F8_E5M2\", expected U8, I32, I64, F32, F64, F16 or BF16");
  refuse(R"({"dtype":7,"shape":[4],"data_offsets":[0,8]})", "expected a string");
  for (const char* shape : {"[-2]", "[1.5]", "[\"2\"]", "[null]", "[9223372036854775808]"}) {
    refuse(std::string(R"({"dtype":"F32","data_offsets":[0,8],"shape":)") + shape + "}",
           "expected a whole number, 0 to 2^63 - 1");
  }
  refuse(R"({"dtype":"F32","shape":2,"data_offsets":[0,8]})", "expected '['");
  refuse(R"({"dtype":"F32","shape":[2,],"data_offsets":[0,8]})", "expected a whole number");
  refuse(R"({"dtype":"F32","shape":[2],"data_offsets":[0,4,8]})",
         "expected two data_offsets before");
  refuse(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})", "expected a range within");
  refuse(R"({"dtype":"F32","shape":[2],"data_offsets":[0,16]})", "expected a range within");
  refuse(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})", "hold 8 bytes, expected 12");
  refuse(R"({"dtype":"F32","shape":[1],"data_offsets":[0,8]})", "hold 8 bytes, expected 4");
  refuse(R"({"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]})",
         "expected more for shape [4294967296, 4294967296] of F32");
}

TEST(SafetensorsTest, RefusesOverlapsGapsAndRepeats) {
  const std::string first = R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},)";
  ExpectRefused(
      FileWithHeader(first + R"("b":{"dtype":"U8","shape":[6],"data_offsets":[2,8]}})", "12345678"),
      "tensor 'b': starts at offset 2 of the data, expected 4");
  ExpectRefused(
      FileWithHeader(first + R"("b":{"dtype":"U8","shape":[2],"data_offsets":[6,8]}})", "12345678"),
      "tensor 'b': starts at offset 6 of the data, expected 4");
  ExpectRefused(
      FileWithHeader(first + R"("a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})", "12345678"),
      "expected no second \"a\" before");
  ExpectRefused(FileWithHeader(R"({"__metadata__":{"a":1}})"), "found \"1}}\", expected a string");
  ExpectRefused(FileWithHeader(R"({"__metadata__":"a"})"), "expected '{'");
}

TEST(SafetensorsTest, MutatedFilesGiveAStatusOrTensorsThatFit) {
  const std::string valid = EncodeSafetensors(GoldenContent());
  int refused = 0;
  for (uint64_t i = 0; i < 10'000; ++i) {
    const absl::StatusOr<Safetensors> content = ParseSafetensors(MutatedBytes(valid, i), "mutated");
    refused += !content.ok();
    if (!content.ok()) continue;
    for (const auto& [name, array] : content->tensors) {
      ASSERT_EQ(static_cast<int64_t>(array.bytes.size()),
                array.NumElements() * ElementSize(array.dtype));
    }
  }
  // Changes in names and numbers are valid files.
  EXPECT_GT(refused, 5'000);
  EXPECT_LT(refused, 10'000);
}

TEST(SafetensorsDeathTest, ChecksNamesAndSizes) {
  const Array array = Array::FromFloats({1}, {1});
  EXPECT_DEATH(EncodeSafetensors({{}, {{"a", array}, {"a", array}}}), "of the same name");
  EXPECT_DEATH(EncodeSafetensors({{}, {{"__metadata__", array}}}), "a reserved name");
  EXPECT_DEATH(EncodeSafetensors({{}, {{"a", Array{DType::kUint8, {3}, "x"}}}}),
               "do not fit the shape");
}

}  // namespace
}  // namespace labelrep
