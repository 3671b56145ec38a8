#include "lib/data/label_set.h"

#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::StartsWith;

LabelSet Category() {
  LabelSet labels;
  for (const char* name : {"cat", "dog"}) labels.add_class_names(name);
  labels.add_shape(2);
  for (float value : {1, 0, 0, 1}) labels.add_values(value);
  labels.set_loss(LabelSet::CROSS_ENTROPY);
  labels.set_decision(LabelSet::LARGEST_OUTPUT);
  labels.set_label_smoothing(0.1);
  return labels;
}

LabelSet Pictures() {
  LabelSet labels = Category();
  labels.clear_label_smoothing();
  labels.clear_values();
  labels.mutable_shape()->Set(0, 3);
  labels.add_shape(2);
  for (int i = 0; i < 12; ++i) labels.add_values(-80 + i);
  labels.set_loss(LabelSet::SMOOTH_L1);
  labels.set_decision(LabelSet::NEAREST_LABEL);
  labels.set_threshold(3.5);
  return labels;
}

void ExpectInvalid(const LabelSet& labels, const std::string& message) {
  EXPECT_THAT(ValidateLabelSet(labels, "mine.pb"),
              StatusIs(absl::StatusCode::kInvalidArgument, StartsWith("mine.pb: " + message)));
}

TEST(LabelSetTest, AcceptsValidSets) {
  EXPECT_OK(ValidateLabelSet(Category(), "mine.pb"));
  EXPECT_OK(ValidateLabelSet(Pictures(), "mine.pb"));
}

TEST(LabelSetTest, RefusesBadClassNames) {
  LabelSet labels = Category();
  labels.clear_class_names();
  ExpectInvalid(labels, "class_names is empty");
  labels = Category();
  labels.set_class_names(1, "cat");
  ExpectInvalid(labels, "class_names[1] is \"cat\", as class_names[0] is; expected distinct names");
  labels.set_class_names(1, "");
  ExpectInvalid(labels, "class_names[1] is empty");
}

TEST(LabelSetTest, RefusesABadShape) {
  LabelSet labels = Pictures();
  labels.clear_shape();
  ExpectInvalid(labels, "shape is []; expected one dimension or two");
  for (int i = 0; i < 3; ++i) labels.add_shape(1);
  ExpectInvalid(labels, "shape is [1, 1, 1]; expected one dimension or two");
  labels = Pictures();
  labels.set_shape(1, -2);
  ExpectInvalid(labels, "shape[1] is -2; expected a positive dimension");
}

TEST(LabelSetTest, RefusesACountOfValuesThatDoesNotFit) {
  LabelSet labels = Pictures();
  labels.add_values(0);
  ExpectInvalid(labels, "values has 13 elements; expected 2 classes times shape [3, 2]");
  labels.add_values(0);
  ExpectInvalid(labels, "values has 14 elements");
  labels = Pictures();
  labels.clear_values();
  ExpectInvalid(labels, "values has 0 elements");
  labels.set_shape(0, std::numeric_limits<int32_t>::max());
  labels.set_shape(1, std::numeric_limits<int32_t>::max());
  ExpectInvalid(labels, "values has 0 elements; expected 2 classes times shape [2147483647");
}

TEST(LabelSetTest, RefusesValuesThatAreNotFinite) {
  LabelSet labels = Pictures();
  labels.set_values(8, std::numeric_limits<float>::quiet_NaN());
  ExpectInvalid(labels, "values[8] (class \"dog\", element 2) is nan; expected a finite number");
  labels.set_values(8, std::numeric_limits<float>::infinity());
  ExpectInvalid(labels, "values[8] (class \"dog\", element 2) is inf");
}

TEST(LabelSetTest, RefusesClassesThatCannotBeToldApart) {
  LabelSet labels = Pictures();
  for (int i = 0; i < 6; ++i) labels.set_values(6 + i, labels.values(i));
  ExpectInvalid(labels, "classes \"cat\" and \"dog\" have the same label; expected distinct ones");
}

TEST(LabelSetTest, CrossEntropyNeedsOneHotLabels) {
  LabelSet labels = Category();
  labels.set_values(2, 0.25);
  ExpectInvalid(labels, "values[2] (class \"dog\", element 0) is 0.25; expected 0, as loss is");
  labels = Pictures();
  labels.set_loss(LabelSet::CROSS_ENTROPY);
  ExpectInvalid(labels, "shape is [3, 2]; expected [2], one element for each class, as loss is");
}

TEST(LabelSetTest, RefusesRulesThatCannotBeUsed) {
  LabelSet labels = Category();
  labels.clear_loss();
  ExpectInvalid(labels, "loss is not set");
  labels = Category();
  labels.clear_decision();
  ExpectInvalid(labels, "decision is not set");
  labels = Pictures();
  labels.set_decision(LabelSet::LARGEST_OUTPUT);
  ExpectInvalid(labels, "decision is LARGEST_OUTPUT for labels of shape [3, 2]; expected [2]");
  for (double smoothing : {-0.1, 1.0, std::numeric_limits<double>::quiet_NaN()}) {
    labels = Category();
    labels.set_label_smoothing(smoothing);
    ExpectInvalid(labels, "label_smoothing is ");
  }
  labels = Pictures();
  labels.set_label_smoothing(0.1);
  ExpectInvalid(labels, "label_smoothing is 0.1; expected 0 unless loss is CROSS_ENTROPY");
  for (double threshold : {0.0, -1.0, std::numeric_limits<double>::infinity()}) {
    labels = Pictures();
    labels.set_threshold(threshold);
    ExpectInvalid(labels, "threshold is ");
  }
}

TEST(LabelSetTest, ReadsAndValidatesAFile) {
  const std::string path = ::testing::TempDir() + "/labels.pb";
  LabelSet labels = Pictures();
  ASSERT_OK(WriteBinaryProto(path, labels));
  LABELREP_ASSERT_OK_AND_ASSIGN(const LabelSet read, ReadLabelSet(path));
  EXPECT_EQ(SerializeDeterministically(read), SerializeDeterministically(labels));
  labels.clear_class_names();
  ASSERT_OK(WriteBinaryProto(path, labels));
  EXPECT_THAT(ReadLabelSet(path), StatusIs(absl::StatusCode::kInvalidArgument,
                                           StartsWith(path + ": class_names is empty")));
  EXPECT_THAT(ReadLabelSet(path + ".none"), StatusIs(absl::StatusCode::kNotFound, ".none"));
}

TEST(LabelSetTest, AFailureIsWhatReadersGet) {
  const std::string path = ::testing::TempDir() + "/failed.pb";
  LabelRecipe recipe;
  recipe.set_kind("mine");
  ASSERT_OK(WriteBinaryProto(path, FailedLabelSet(recipe, "mine.npy: element [0] is nan")));
  EXPECT_THAT(ReadLabelSet(path), StatusIs(absl::StatusCode::kInvalidArgument,
                                           StartsWith("mine.npy: element [0] is nan")));
  LabelSet read;
  ASSERT_OK(ReadBinaryProto(path, &read));
  EXPECT_EQ(read.recipe().kind(), "mine");
}

TEST(LabelSetTest, NamesTheFirstClassThatDiffers) {
  EXPECT_OK(CheckClassNames(Category(), {"cat", "dog"}, "mine.pb"));
  EXPECT_THAT(CheckClassNames(Category(), {"cat", "cow", "dog"}, "mine.pb"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "mine.pb: class 1 is \"dog\"; expected \"cow\" as in the data set"));
  EXPECT_THAT(CheckClassNames(Category(), {"cat", "dog", "cow"}, "mine.pb"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       "mine.pb: has 2 classes; expected 3 as in the data set"));
}

TEST(LabelSetTest, CountsTheElementsOfOneLabel) {
  EXPECT_EQ(LabelSize(Category()), 2);
  EXPECT_EQ(LabelSize(Pictures()), 6);
}

TEST(LabelSetTest, AnswersDamagedFilesWithAStatusOrAValidSet) {
  const std::string path = ::testing::TempDir() + "/damaged.pb";
  for (const LabelSet& valid : {Category(), Pictures()}) {
    const std::string bytes = SerializeDeterministically(valid);
    for (int i = 0; i < 2000; ++i) {
      LabelSet labels;
      if (!ParseBinaryProto(MutatedBytes(bytes, i), "damaged", &labels).ok()) continue;
      if (!ValidateLabelSet(labels, "damaged").ok()) continue;
      EXPECT_EQ(labels.values_size(), labels.class_names_size() * LabelSize(labels));
    }
  }
}

}  // namespace
}  // namespace labelrep
