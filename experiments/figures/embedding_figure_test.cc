#include "absl/strings/str_cat.h"
#include "experiments/record/absent.h"
#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"
#include "lib/viz/figure_check.h"
#include "lib/viz/figure_table.h"
#include "results/features.pb.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Of a table's row: epochs, images, silhouette, neighbours, divergence.
constexpr int kEpochs = 0;
constexpr int kImages = 1;
constexpr int kSilhouette = 2;
constexpr int kNeighbors = 3;
constexpr int kDivergence = 4;

// Features of the run added last: `images` images of as many classes as names, in turn.
FeaturesResult MakeFeatures(const TestReport& report, int images, int num_classes) {
  FeaturesResult features;
  features.mutable_recipe()->mutable_tsne();
  *features.mutable_model() = report.inputs.runs.back().recipe();
  for (int i = 0; i < num_classes; ++i) features.add_class_names("class" + std::to_string(i));
  features.set_num_classes(num_classes);
  for (int i = 0; i < images; ++i) {
    features.add_classes(i % num_classes);
    features.add_x(static_cast<float>(-i));
    features.add_y(static_cast<float>(0.5 * i));
  }
  features.set_silhouette(0.25);
  features.set_neighbor_accuracy(0.875);
  features.set_kl_divergence(1.5);
  return features;
}

FeaturesResult AbsentFeatures() {
  FeaturesResult features;
  *features.mutable_failure() = AbsentFailure("not recorded");
  return features;
}

Figure Make(const TestReport& report) {
  const absl::StatusOr<Figure> figure = MakeFigure(report.spec, report.inputs);
  EXPECT_THAT(figure, IsOk());
  EXPECT_THAT(CheckFigure(*figure), IsOk());
  EXPECT_THAT(CheckTable(FigureTable(*figure)), IsOk());
  return *figure;
}

// Two encoders, and two label kinds.
TestReport Final() {
  TestReport report("embedding_figure");
  for (const char* encoder : {"resnet8", "resnet14"}) {
    for (const char* kind : {"speech", "category"}) {
      report.AddRun(encoder, kind, 100, 7, 0.5);
      report.AddMeasurement("features", MakeFeatures(report, 6, 3));
    }
  }
  return report;
}

// Category after one epoch and at its end.
TestReport ByEpoch() {
  TestReport report("embedding_figure");
  report.AddRun("resnet8", "category", 100, 7, 0.5);
  FeaturesResult early = MakeFeatures(report, 6, 3);
  early.mutable_recipe()->set_epochs(1);
  early.set_weights_sha256(std::string(64, 'a'));
  report.AddMeasurement("50 % of the epochs", early);
  report.AddMeasurement("100 % of the epochs", MakeFeatures(report, 6, 3));
  return report;
}

TEST(EmbeddingFigureTest, EncodersAreRowsAndLabelKindsColumns) {
  const Figure figure = Make(Final());
  EXPECT_EQ(figure.mark(), Figure::POINTS);
  EXPECT_THAT(figure.columns(), ElementsAre("Category", "Speech"));
  ASSERT_EQ(figure.rows_size(), 2);
  EXPECT_EQ(figure.rows(0).heading(), "Shapes-10, ResNet-8");
  EXPECT_EQ(figure.rows(1).heading(), "Shapes-10, ResNet-14");
  ASSERT_EQ(figure.series_size(), 3);
  EXPECT_EQ(figure.series(0).name(), "class0");
  // Two of the six images in each panel.
  ASSERT_EQ(figure.lines_size(), 4 * 3);
  const Line& line = figure.lines(1);
  EXPECT_EQ(line.series(), 1);
  ASSERT_EQ(line.points_size(), 2);
  EXPECT_EQ(line.points(1).x(), -4);
  EXPECT_EQ(line.points(1).y(), 2);
  EXPECT_TRUE(figure.missing().empty());
}

TEST(EmbeddingFigureTest, TheNumbersStandUnderEachPanelAndInTheTable) {
  const Figure figure = Make(Final());
  ASSERT_EQ(figure.captions_size(), 4);
  EXPECT_EQ(figure.captions(3).row(), 1);
  EXPECT_EQ(figure.captions(3).column(), 1);
  EXPECT_THAT(figure.captions(3).lines(),
              ElementsAre("silhouette 0.25, 15-NN 87.5 %", "KL 1.50, best epoch 2 of 2"));
  const Table& table = figure.table();
  ASSERT_EQ(table.rows_size(), 4);
  EXPECT_THAT(table.rows(1).headings(), ElementsAre("Shapes-10", "ResNet-8", "Speech"));
  const auto& cells = table.rows(1).cells();
  EXPECT_EQ(cells[kEpochs].value(), 2);
  EXPECT_EQ(cells[kImages].value(), 6);
  EXPECT_EQ(cells[kSilhouette].value(), 0.25);
  EXPECT_EQ(cells[kNeighbors].value(), 0.875);
  EXPECT_EQ(cells[kDivergence].value(), 1.5);
}

TEST(EmbeddingFigureTest, MeasurementsByEpochAreColumns) {
  const Figure figure = Make(ByEpoch());
  EXPECT_THAT(figure.columns(), ElementsAre("50 % of the epochs", "100 % of the epochs"));
  ASSERT_EQ(figure.rows_size(), 1);
  EXPECT_EQ(figure.rows(0).heading(), "Category, Shapes-10, ResNet-8");
  EXPECT_EQ(figure.captions(0).lines(1), "KL 1.50, epoch 1 of 2");
  EXPECT_THAT(figure.table().rows(0).headings(),
              ElementsAre("Shapes-10", "ResNet-8", "Category", "50 % of the epochs"));
  EXPECT_EQ(figure.table().rows(0).cells(kEpochs).value(), 1);
}

TEST(EmbeddingFigureTest, OfManyImagesTheFirstAreDrawn) {
  TestReport report("embedding_figure");
  report.AddRun("resnet8", "category", 100, 7, 0.5);
  report.AddMeasurement("features", MakeFeatures(report, 1500, 2));
  const Figure figure = Make(report);
  ASSERT_EQ(figure.lines_size(), 2);
  EXPECT_EQ(figure.lines(0).points_size() + figure.lines(1).points_size(), 1000);
  EXPECT_EQ(figure.lines(1).points().rbegin()->x(), -999);
  EXPECT_EQ(figure.table().rows(0).cells(kImages).value(), 1500);
  EXPECT_THAT(figure.notes(1), HasSubstr("of 1500 test images; drawn are the first 1000"));
}

TEST(EmbeddingFigureTest, OfManyClassesTheFirstHaveColors) {
  TestReport report("embedding_figure");
  report.AddRun("resnet8", "category", 100, 7, 0.5);
  report.AddMeasurement("features", MakeFeatures(report, 24, 12));
  const Figure figure = Make(report);
  ASSERT_EQ(figure.series_size(), 11);
  EXPECT_EQ(figure.series(9).name(), "class9");
  EXPECT_EQ(figure.series(10).name(), "others");
  EXPECT_EQ(figure.lines(10).points_size(), 4);
  EXPECT_THAT(*figure.notes().rbegin(), HasSubstr("Of more than 10 classes"));
}

TEST(EmbeddingFigureTest, WhatIsMissingIsNamedAndTheOthersStay) {
  TestReport report = Final();
  report.AddRun("resnet8", "constant", 100, 7, 0.5);
  report.AddMeasurement("features", AbsentFeatures());
  report.AddFailedRun("resnet8", "shuffle", 100, 7);
  report.AddMeasurement("features", AbsentFeatures());
  const Figure figure = Make(report);
  EXPECT_THAT(figure.missing(), ElementsAre("resnet8_shuffle_p100_s7 (epoch 1): the loss is nan",
                                            "features (not recorded) on resnet8_constant_p100_s7"));
  ASSERT_EQ(figure.captions_size(), 6);
  EXPECT_THAT(figure.captions(3).lines(), ElementsAre("absent"));
  EXPECT_EQ(figure.table().rows_size(), 6);
  EXPECT_EQ(figure.table().rows(3).cells(kSilhouette).status(), Cell::ABSENT);
  EXPECT_EQ(figure.table().rows(3).cells(kSilhouette).note(), "not recorded");
}

TEST(EmbeddingFigureTest, NothingMeasuredIsAFigureOfWhatIsMissing) {
  TestReport report("embedding_figure");
  report.AddRun("resnet8", "constant", 100, 7, 0.5);
  report.AddMeasurement("10 % of the epochs", AbsentFeatures());
  report.AddMeasurement("100 % of the epochs", AbsentFeatures());
  const Figure figure = Make(report);
  EXPECT_TRUE(figure.lines().empty());
  EXPECT_THAT(figure.missing(),
              ElementsAre("all 2 features (not recorded) on resnet8_constant_p100_s7"));
}

class BadFeaturesTest : public testing::Test {
 protected:
  BadFeaturesTest() : report_("embedding_figure") {
    report_.AddRun("resnet8", "category", 100, 7, 0.5).set_weights_sha256(std::string(64, 'b'));
    features_ = MakeFeatures(report_, 6, 3);
  }

  void ExpectRefused(const std::string& message) {
    report_.spec.clear_measurements();
    report_.AddMeasurement("features", features_);
    EXPECT_THAT(MakeFigure(report_.spec, report_.inputs),
                StatusIs(absl::StatusCode::kFailedPrecondition, "1.measured.pb: " + message));
  }

  TestReport report_;
  FeaturesResult features_;
};

TEST_F(BadFeaturesTest, WithoutAnEmbedding) {
  features_.clear_x();
  features_.clear_y();
  ExpectRefused("x and y: 0 and 0, expected 6, one for each image; measure with");
}

TEST_F(BadFeaturesTest, OfNoImages) {
  for (auto* field : {features_.mutable_x(), features_.mutable_y()}) field->Clear();
  features_.clear_classes();
  ExpectRefused("classes: none");
}

TEST_F(BadFeaturesTest, OfAClassThatThereIsNot) {
  features_.set_classes(2, 3);
  ExpectRefused("classes: found 3, expected from 0 to 2");
  features_.set_classes(2, -1);
  ExpectRefused("classes: found -1");
}

TEST_F(BadFeaturesTest, WithoutTheNamesOfTheClasses) {
  features_.clear_class_names();
  ExpectRefused("class_names: 0, expected 3");
}

TEST_F(BadFeaturesTest, OfAnotherModel) {
  features_.set_weights_sha256(std::string(64, 'a'));
  ExpectRefused("weights_sha256: found \"aaaa");
  features_.mutable_model()->set_encoder("resnet14");
  ExpectRefused("model.encoder: found \"resnet14\", expected \"resnet8\"");
}

TEST(EmbeddingFigureTest, RefusesRunsWithoutMeasurementsOrWithOthers) {
  TestReport report = ByEpoch();
  report.AddRun("resnet8", "speech", 100, 7, 0.5);
  EXPECT_THAT(MakeFigure(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "run resnet8_speech_p100_s7: measurements: found \"\", expected some"));
  report.AddMeasurement("100 % of the epochs", MakeFeatures(report, 6, 3));
  EXPECT_THAT(MakeFigure(report.spec, report.inputs),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "found \"100 % of the epochs\", expected some, and those of the first run"));
}

}  // namespace
}  // namespace labelrep
