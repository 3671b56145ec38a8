#include "labels/export_labels.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "labels/make.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;

TEST(ExportLabelsTest, WritesValuesAndClassNames) {
  const LabelSet labels = MakeTestLabels("random", 2);
  const std::string npy = testing::TempDir() + "/exported.npy";
  ASSERT_THAT(ExportLabels(labels, npy), IsOk());
  const absl::StatusOr<Array> array = ReadNpy(npy);
  ASSERT_THAT(array, IsOk());
  EXPECT_THAT(array->shape, ElementsAre(2, 64, 64));
  EXPECT_EQ(array->ToFiniteFloats().value(),
            std::vector<float>(labels.values().begin(), labels.values().end()));
  EXPECT_THAT(ReadFile(testing::TempDir() + "/exported.classes.txt"),
              IsOkAndHolds(std::string("class 0\nclass 1\n")));
}

TEST(ExportLabelsTest, WhatIsWrittenCanBeReadAsLabelsAgain) {
  const LabelSet labels = MakeTestLabels("lowdim", 3);
  LabelRequest request;
  request.recipe.set_kind("again");
  request.npy = testing::TempDir() + "/again.npy";
  request.npy_order = testing::TempDir() + "/again.classes.txt";
  request.class_names = TestClassNames(3);
  ASSERT_THAT(ExportLabels(labels, request.npy), IsOk());
  const absl::StatusOr<LabelSet> again = MakeLabels(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(LabelValues(*again, 2), LabelValues(labels, 2));
}

TEST(ExportLabelsTest, RefusesAnotherEnding) {
  EXPECT_THAT(ExportLabels(MakeTestLabels("lowdim"), "labels.txt"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "labels.txt: expected a name that ends in .npy"));
}

TEST(ExportLabelsTest, FindsFiles) {
  const std::string path = WriteTestFile("found.pb", "x");
  EXPECT_THAT(FindLabelSetFile(path), IsOkAndHolds(path));
  EXPECT_THAT(FindLabelSetFile("none/labels.pb"),
              StatusIs(absl::StatusCode::kNotFound, "expected a label set file"));
  EXPECT_THAT(FindLabelSetFile("cifar10_speech"),
              StatusIs(absl::StatusCode::kNotFound, "`bazel build //labels:cifar10_speech`"));
}

}  // namespace
}  // namespace labelrep
