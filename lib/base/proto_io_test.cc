#include "lib/base/proto_io.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"
#include "results/run.pb.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kText[] = R"(
recipe {
  dataset: "shapes10"  # a comment
  label { kind: "speech" source: "espeak" }
  epochs: 12
  learning_rate: 0.1
  multi_step { milestones: [100, 150] }
}
epochs { epoch: 1 train_loss: 0.5 }
epochs { epoch: 2 train_loss: 0.25 }
)";

RunResult Example() {
  RunResult result;
  EXPECT_OK(ParseTextProto(kText, "example", &result));
  return result;
}

TEST(ProtoIoTest, ReadsText) {
  const RunResult result = Example();
  EXPECT_EQ(result.recipe().label().kind(), "speech");
  EXPECT_EQ(result.recipe().multi_step().milestones(1), 150);
  EXPECT_EQ(result.epochs(1).train_loss(), 0.25);
  RunResult empty;
  EXPECT_OK(ParseTextProto("", "empty", &empty));
}

TEST(ProtoIoTest, TextIsUtf8) {
  RunResult result;
  EXPECT_OK(ParseTextProto("\xEF\xBB\xBFrecipe { dataset: 'two' }\r\n", "run.textproto", &result));
  EXPECT_EQ(result.recipe().dataset(), "two");
  const std::string utf16("\xFF\xFEr\0e\0", 6);
  EXPECT_THAT(ParseTextProto(utf16, "run.textproto", &result),
              StatusIs(absl::StatusCode::kInvalidArgument, "run.textproto: is UTF-16 text"));
}

TEST(ProtoIoTest, TextErrorsNameFileLineAndColumn) {
  RunResult result;
  const auto refuse = [&](const std::string& text, const std::string& place,
                          const std::string& message) {
    EXPECT_THAT(ParseTextProto(text, "run.textproto", &result),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         AllOf(StartsWith("run.textproto:" + place), HasSubstr(message))));
  };
  refuse("recipe {\n  epocks: 3\n}", "2:9: ", "no field named \"epocks\"");
  refuse("recipe { epochs: \"three\" }", "1:18: ", "Expected integer");
  refuse("recipe { epochs: 99999999999 }", "1:18: ", "out of range");
  refuse("recipe { precision: FP8 }", "1:", "FP8");
  refuse("recipe { epochs: 3", "1:", "");
  refuse("recipe { epochs: 3 epochs: 4 }", "1:", "epochs");
  refuse("parameters: 5 } ", "1:", "");
}

TEST(ProtoIoTest, BinaryIsTheSameForTheSameMessage) {
  const RunResult result = Example();
  const std::string bytes = SerializeDeterministically(result);
  EXPECT_EQ(SerializeDeterministically(Example()), bytes);
  EXPECT_EQ(SerializeDeterministically(RunResult()), "");
  RunResult read;
  ASSERT_OK(ParseBinaryProto(bytes, "n", &read));
  EXPECT_EQ(read.DebugString(), result.DebugString());
}

TEST(ProtoIoTest, RefusesBytesThatAreNoMessage) {
  RunResult result;
  EXPECT_THAT(ParseBinaryProto("\xff\xff", "a.pb", &result),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "a.pb: 2 bytes that are no message of type RunResult"));
  const std::string bytes = SerializeDeterministically(Example());
  EXPECT_THAT(ParseBinaryProto(bytes.substr(0, bytes.size() - 1), "a.pb", &result),
              StatusIs(absl::StatusCode::kInvalidArgument, "a.pb"));
}

TEST(ProtoIoTest, RefusesUnknownFieldsWhereverTheyAre) {
  RunResult outer = Example();
  outer.GetReflection()->MutableUnknownFields(&outer)->AddVarint(99, 1);
  RunResult inner = Example();
  Recipe* recipe = inner.mutable_recipe();
  recipe->GetReflection()->MutableUnknownFields(recipe)->AddVarint(98, 1);
  RunResult repeated = Example();
  EpochResult* epoch = repeated.mutable_epochs(1);
  epoch->GetReflection()->MutableUnknownFields(epoch)->AddVarint(97, 1);
  const auto refuse = [](const RunResult& result, const std::string& message) {
    RunResult read;
    EXPECT_THAT(ParseBinaryProto(SerializeDeterministically(result), "a.pb", &read),
                StatusIs(absl::StatusCode::kInvalidArgument, "a.pb: " + message + " is unknown"));
  };
  refuse(outer, "RunResult: field 99");
  refuse(inner, "recipe: field 98");
  refuse(repeated, "epochs[1]: field 97");
  // An enum value that the schema does not have.
  RunResult value;
  recipe = value.mutable_recipe();
  recipe->GetReflection()->MutableUnknownFields(recipe)->AddVarint(Recipe::kPrecisionFieldNumber,
                                                                   77);
  refuse(value, "recipe: field 13");
}

TEST(ProtoIoTest, FilesKeepTheMessage) {
  const std::string path = ::testing::TempDir() + "/result.pb";
  ASSERT_OK(WriteBinaryProto(path, Example()));
  RunResult read;
  ASSERT_OK(ReadBinaryProto(path, &read));
  EXPECT_EQ(read.DebugString(), Example().DebugString());
  const std::string text_path = ::testing::TempDir() + "/result.textproto";
  ASSERT_OK(WriteFileAtomically(text_path, kText));
  RunResult read_text;
  ASSERT_OK(ReadTextProto(text_path, &read_text));
  EXPECT_EQ(read_text.DebugString(), Example().DebugString());
  for (const std::string& either : {path, text_path}) {
    RunResult by_name;
    ASSERT_OK(ReadProto(either, &by_name));
    EXPECT_EQ(by_name.DebugString(), Example().DebugString());
  }
  EXPECT_THAT(ReadBinaryProto("/none.pb", &read),
              StatusIs(absl::StatusCode::kNotFound, "/none.pb"));
  EXPECT_THAT(ReadTextProto("/none.textproto", &read),
              StatusIs(absl::StatusCode::kNotFound, "/none.textproto"));
}

TEST(ProtoIoTest, MutatedFilesGiveAStatusOrAMessage) {
  const std::string binary = SerializeDeterministically(Example());
  int refused = 0;
  for (uint64_t i = 0; i < 10'000; ++i) {
    RunResult result;
    refused += !ParseTextProto(MutatedBytes(kText, i), "mutated", &result).ok();
    refused += !ParseBinaryProto(MutatedBytes(binary, i), "mutated", &result).ok();
  }
  // Changes in numbers and strings are valid files.
  EXPECT_GT(refused, 10'000);
  EXPECT_LT(refused, 20'000);
}

}  // namespace
}  // namespace labelrep
