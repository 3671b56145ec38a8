#include "labels/make.h"

#include <cmath>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/data/label_set.h"

namespace labelrep {
namespace {

using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

// Each test walks every kind, so that a new one is tested as soon as it is registered.
class EveryKindTest : public testing::TestWithParam<LabelKind> {};

TEST_P(EveryKindTest, MakesACompleteLabelSet) {
  const LabelSet labels = MakeTestLabels(GetParam().name);
  EXPECT_THAT(ValidateLabelSet(labels, "labels"), IsOk());
  EXPECT_EQ(labels.recipe().kind(), TestRequest(GetParam().name).recipe.kind());
  EXPECT_THAT(labels.class_names(), ElementsAreArray(TestClassNames(4)));
  EXPECT_EQ(labels.values_size(), 4 * LabelSize(labels));
  for (float value : labels.values()) EXPECT_TRUE(std::isfinite(value));
  if (labels.shape_size() == 2) {
    EXPECT_TRUE(labels.shape(0) == 64 || labels.shape(0) == 48);
    EXPECT_EQ(labels.shape(0), labels.shape(1));
  }
}

TEST_P(EveryKindTest, LabelsDifferBetweenClasses) {
  const LabelSet labels = MakeTestLabels(GetParam().name);
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < i; ++j) EXPECT_NE(LabelValues(labels, i), LabelValues(labels, j));
  }
}

TEST_P(EveryKindTest, SameRequestGivesTheSameBytes) {
  EXPECT_EQ(SerializeDeterministically(MakeTestLabels(GetParam().name)),
            SerializeDeterministically(MakeTestLabels(GetParam().name)));
}

TEST_P(EveryKindTest, SeedMattersWhereRandomNumbersAreDrawn) {
  LabelRequest request = TestRequest(GetParam().name);
  request.recipe.set_seed(1);
  const absl::StatusOr<LabelSet> other = MakeLabels(request);
  if (GetParam().input != LabelInput::kSeed) {
    EXPECT_THAT(other, StatusIs(absl::StatusCode::kInvalidArgument, "--seed=1 has no effect"));
    return;
  }
  ASSERT_THAT(other, IsOk());
  EXPECT_EQ(other->recipe().seed(), 1);
  const LabelSet labels = MakeTestLabels(GetParam().name);
  for (int i = 0; i < 4; ++i) EXPECT_NE(LabelValues(labels, i), LabelValues(*other, i));
}

TEST_P(EveryKindTest, SurvivesAFile) {
  const LabelSet labels = MakeTestLabels(GetParam().name);
  const std::string path = testing::TempDir() + "/" + GetParam().name + ".pb";
  ASSERT_THAT(WriteBinaryProto(path, labels), IsOk());
  const absl::StatusOr<LabelSet> read = ReadLabelSet(path);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(SerializeDeterministically(*read), SerializeDeterministically(labels));
}

TEST_P(EveryKindTest, TakesASingleClass) {
  EXPECT_EQ(MakeTestLabels(GetParam().name, /*num_classes=*/1).class_names_size(), 1);
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryKindTest, testing::ValuesIn(RegisteredLabelKinds()),
                         [](const auto& info) { return info.param.name; });

TEST(MakeLabelsTest, NamesAreUnique) {
  std::set<std::string> names;
  for (const LabelKind& kind : RegisteredLabelKinds()) {
    EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
  }
  EXPECT_GE(names.size(), 9);
}

std::string ErrorOf(const LabelRequest& request) {
  const absl::Status status = MakeLabels(request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  return std::string(status.message());
}

TEST(MakeLabelsTest, RefusesAnUnknownKind) {
  EXPECT_THAT(ErrorOf(TestRequest("speach")),
              HasSubstr("--kind=speach: no such kind; expected one of bert_embedding, category, "));
  EXPECT_THAT(ErrorOf(TestRequest("")), HasSubstr("--kind: empty"));
}

TEST(MakeLabelsTest, AFamilyIsNoKindWithoutAParameter) {
  LabelRequest request = TestRequest("normal");
  request.recipe.set_kind("normal");
  EXPECT_THAT(ErrorOf(request), HasSubstr("--kind=normal: no such kind; expected one of "));
  EXPECT_THAT(ErrorOf(request), HasSubstr(", normal_3, "));
  // Nor does a kind that is none take one.
  EXPECT_THAT(ErrorOf(TestRequest("random_3")), HasSubstr("--kind=random_3: no such kind"));
}

TEST(MakeLabelsTest, RecordingsMakeSpeechLabelsUnderANameOfOnesOwn) {
  LabelRequest request = TestRequest("speech");
  const LabelSet speech = *MakeLabels(request);
  request.recipe.set_kind("french");
  request.recipe.set_source("espeak:fr-fr");
  const absl::StatusOr<LabelSet> french = MakeLabels(request);
  ASSERT_THAT(french, IsOk());
  EXPECT_EQ(french->recipe().kind(), "french");
  EXPECT_EQ(french->recipe().source(), "espeak:fr-fr");
  EXPECT_THAT(french->values(), ElementsAreArray(speech.values()));
}

// Without any file.
LabelRequest RequestOf(const std::string& kind) {
  LabelRequest request;
  request.recipe.set_kind(kind);
  request.class_names = TestClassNames(2);
  return request;
}

TEST(MakeLabelsTest, RefusesInputsThatDoNotFitTheKind) {
  LabelRequest request = TestRequest("speech");
  request.npy = "some.npy";
  EXPECT_THAT(ErrorOf(request), HasSubstr("found both --wavs and --npy"));
  request.npy.clear();
  request.wavs.clear();
  EXPECT_THAT(ErrorOf(request), HasSubstr("found neither --wavs nor --npy"));
  request = TestRequest("category");
  request.wavs = "folder";
  EXPECT_THAT(ErrorOf(request), HasSubstr("this kind uses no recordings"));
  request = TestRequest("category");
  request.npy = "some.npy";
  EXPECT_THAT(ErrorOf(request), HasSubstr("give labels from a file another name"));
  request = TestRequest("category");
  request.npy_order = "order.txt";
  EXPECT_THAT(ErrorOf(request), HasSubstr("--npy_order: found without --npy"));
  request = TestRequest("random");
  request.bert = "folder";
  EXPECT_THAT(ErrorOf(request), HasSubstr("--kind=random: found --bert, but this kind uses no "));
  request = TestRequest("bert_embedding");
  request.glove = "vectors.txt";
  EXPECT_THAT(ErrorOf(request), HasSubstr("found --glove, but this kind uses no word vectors"));
  request = TestRequest("npy");
  request.npy.clear();
  EXPECT_THAT(ErrorOf(request), HasSubstr("--kind=npy: expected --npy=FILE"));
  EXPECT_THAT(ErrorOf(RequestOf("bert_embedding")),
              HasSubstr("expected --bert=FOLDER with config"));
  EXPECT_THAT(ErrorOf(RequestOf("glove_embedding")), HasSubstr("expected --glove=FILE"));
}

TEST(MakeLabelsTest, RefusesNoClassesAndRepeatedOnes) {
  EXPECT_THAT(ErrorOf(TestRequest("category", 0)), HasSubstr("--class_names: no class"));
  LabelRequest request = TestRequest("category");
  request.class_names = {"cat", "cat"};
  EXPECT_THAT(ErrorOf(request), HasSubstr("\"cat\""));
}

TEST(MakeLabelsTest, LabelsFromAFileAreNamedByItsDigest) {
  LabelRequest request = TestRequest("npy");
  request.recipe.set_kind("mine");
  const absl::StatusOr<LabelSet> labels = MakeLabels(request);
  ASSERT_THAT(labels, IsOk());
  EXPECT_EQ(labels->recipe().kind(), "mine");
  EXPECT_EQ(labels->recipe().source(), Sha256Hex(*ReadFile(request.npy)));

  // Another order of the same arrays makes other labels.
  request.npy_order = WriteTestFile("make_order.txt", "class 1\nclass 0\nclass 2\nclass 3\n");
  const absl::StatusOr<LabelSet> reordered = MakeLabels(request);
  ASSERT_THAT(reordered, IsOk());
  EXPECT_NE(reordered->recipe().source(), labels->recipe().source());
}

}  // namespace
}  // namespace labelrep
