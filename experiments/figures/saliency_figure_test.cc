#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/report/table_check.h"
#include "lib/viz/figure_check.h"
#include "lib/viz/figure_table.h"
#include "results/saliency.pb.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int kSize = 4;  // pixels
constexpr int kPixels = kSize * kSize;

// Columns of the table.
constexpr int kCovered = 0;
constexpr int kCoveredDifference = 1;
constexpr int kCentral = 2;
constexpr int kZeros = 4;
constexpr int kImages = 5;

// Of three images, of which two have maps; map i of the maps kept is `level` + i / 10 everywhere.
SaliencyMaps MakeMaps(int stage, float level, const std::vector<float>& covered) {
  SaliencyMaps maps;
  if (stage > 0) maps.set_stage(stage);
  for (int i = 0; i < 2 * kPixels; ++i) {
    maps.add_image_maps(level + static_cast<float>(i / kPixels) / 10);
  }
  for (const float share : covered) {
    maps.add_covered_shares(share);
    maps.add_central_shares(share / 2);
  }
  return maps;
}

// Of a model whose maps cover `covered` of the first image, 0.1 more of the second, and nothing of
// the third at the last stage.
SaliencyResult MakeSaliency(float covered) {
  SaliencyResult result;
  result.mutable_recipe()->set_maps(2);
  result.set_image_size(kSize);
  result.set_stages(3);
  for (const int label : {1, 0, 1}) result.add_classes(label);
  for (const int decided : {1, 1, 1}) result.add_decisions(decided);
  for (const char* name : {"heart", "star"}) result.add_class_names(name);
  const float more = covered + 0.1F;
  *result.add_maps() = MakeMaps(1, 0.25, {covered, more, covered});
  *result.add_maps() = MakeMaps(3, 0.5, {covered, more, 0});
  *result.add_maps() = MakeMaps(0, 0.75, {covered, more, covered});
  return result;
}

// Red, green and blue of pixel p of image i are 100 i + p, + 20 and + 40.
std::string Images() {
  Array images{.dtype = DType::kUint8, .shape = {2, 3, kSize, kSize}, .bytes = {}};
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 3 * kPixels; ++j) {
      images.bytes.push_back(static_cast<char>(100 * i + j / kPixels * 20 + j % kPixels));
    }
  }
  return EncodeNpy(images);
}

class SaliencyFigureTest : public testing::Test {
 protected:
  SaliencyFigureTest() : report_("saliency_figure") { report_.spec.set_baseline("category"); }

  // Of the run added last; `images` are the bytes of the side file, "" for none.
  void AddMeasurement(SaliencyResult result, const std::string& images) {
    ReportSpec::Measurement& measured = report_.AddMeasurement("saliency", std::move(result));
    if (images.empty()) return;
    ReportSpec::Measurement::File& file = *measured.add_files();
    file.set_name("images");
    file.set_path(measured.result() + ".images.npy");
    EXPECT_OK(WriteFileAtomically(file.path(), images));
  }

  void AddBoth(const std::string& images) {
    report_.AddRun("resnet8", "category", 100, 7, 0.8);
    AddMeasurement(MakeSaliency(0.5), images);
    report_.AddRun("resnet8", "speech", 100, 7, 0.8);
    AddMeasurement(MakeSaliency(0.25), images);
  }

  Figure Make() const {
    const absl::StatusOr<Figure> figure = MakeFigure(report_.spec, report_.inputs);
    EXPECT_THAT(figure, IsOk());
    if (!figure.ok()) return Figure();
    EXPECT_THAT(CheckFigure(*figure), IsOk());
    EXPECT_THAT(CheckTable(FigureTable(*figure)), IsOk());
    return *figure;
  }

  TestReport report_;
};

std::vector<std::string> RowHeadings(const Figure& figure) {
  std::vector<std::string> headings;
  for (const PanelRow& row : figure.rows()) headings.push_back(row.heading());
  return headings;
}

TEST_F(SaliencyFigureTest, EachLabelKindHasARowForEachKindOfMap) {
  AddBoth(Images());
  const Figure figure = Make();
  EXPECT_THAT(RowHeadings(figure),
              ElementsAre(HasSubstr("images"), "Category, stage 1", "Category, stage 3",
                          "Category, input gradient", "Speech, stage 1", "Speech, stage 3",
                          "Speech, input gradient"));
  EXPECT_EQ(figure.columns_size(), 2);
  EXPECT_EQ(figure.pictures_size(), 14);
}

TEST_F(SaliencyFigureTest, MapsLieOverTheImages) {
  AddBoth(Images());
  const Figure figure = Make();
  for (const Picture& picture : figure.pictures()) {
    const int first = 100 * picture.column();
    ASSERT_EQ(picture.rgb().size(), 3 * kPixels);
    for (int p = 0; p < kPixels; ++p) {
      for (int channel = 0; channel < 3; ++channel) {
        ASSERT_EQ(static_cast<uint8_t>(picture.rgb()[3 * p + channel]), first + 20 * channel + p);
      }
    }
    if (picture.row() == 0) {
      EXPECT_THAT(picture.values(), IsEmpty());
      continue;
    }
    const float expected = 0.25F * static_cast<float>((picture.row() - 1) % 3 + 1) +
                           static_cast<float>(picture.column()) / 10;
    EXPECT_THAT(picture.values(), testing::Each(expected));
  }
}

TEST_F(SaliencyFigureTest, NamesClassesAndWrongDecisions) {
  AddBoth(Images());
  const Figure figure = Make();
  std::vector<std::string> headings;
  for (const Picture& picture : figure.pictures()) {
    if (picture.has_heading()) {
      headings.push_back(
          absl::StrCat(picture.row(), " ", picture.column(), ": ", picture.heading()));
    }
  }
  EXPECT_THAT(headings,
              ElementsAre("0 0: star", "0 1: heart", "1 1: taken for star", "4 1: taken for star"));
}

TEST_F(SaliencyFigureTest, WithoutImagesTheMapsStandAlone) {
  AddBoth("");
  const Figure figure = Make();
  EXPECT_EQ(figure.rows_size(), 6);
  ASSERT_EQ(figure.pictures_size(), 12);
  EXPECT_FALSE(figure.pictures(0).has_rgb());
  EXPECT_EQ(figure.pictures(0).heading(), "star");
  EXPECT_EQ(figure.pictures(1).heading(), "heart, taken for star");
  EXPECT_THAT(figure.notes(), testing::Contains("The images themselves are not recorded."));
}

TEST_F(SaliencyFigureTest, TheTableComparesWithTheBaselineImageByImage) {
  AddBoth(Images());
  const Figure figure = Make();
  const Table& table = figure.table();
  ASSERT_EQ(table.rows_size(), 6);
  const Row& category = table.rows(0);
  EXPECT_NEAR(category.cells(kCovered).value(), 1.6 / 3, 1e-6);
  EXPECT_NEAR(category.cells(kCentral).value(), 0.8 / 3, 1e-6);
  EXPECT_EQ(category.cells(kCoveredDifference).status(), Cell::NOT_APPLICABLE);
  const Row& speech = table.rows(3);
  EXPECT_THAT(speech.headings(), ElementsAre("Shapes-10, ResNet-8", "Speech", "stage 1"));
  EXPECT_NEAR(speech.cells(kCoveredDifference).value(), -25, 1e-4);
  EXPECT_EQ(speech.cells(kImages).value(), 3);
}

TEST_F(SaliencyFigureTest, OtherImagesOrStagesAreNotCompared) {
  SaliencyResult of_others = MakeSaliency(0.25);
  of_others.set_classes(2, 0);
  SaliencyResult of_stages = MakeSaliency(0.25);
  of_stages.mutable_maps(0)->set_stage(2);
  report_.AddRun("resnet8", "category", 100, 7, 0.8);
  AddMeasurement(MakeSaliency(0.5), "");
  report_.AddRun("resnet8", "speech", 100, 7, 0.8);
  AddMeasurement(of_others, "");
  report_.AddRun("resnet8", "shuffle", 100, 7, 0.8);
  AddMeasurement(of_stages, "");
  const Figure figure = Make();
  for (const Row& row : figure.table().rows()) {
    EXPECT_EQ(row.cells(kCoveredDifference).status(), Cell::NOT_APPLICABLE);
  }
}

TEST_F(SaliencyFigureTest, MapsOfZerosAreCountedAndLeftOut) {
  AddBoth(Images());
  const Figure figure = Make();
  const Row& last = figure.table().rows(1);
  EXPECT_EQ(last.cells(kZeros).value(), 1);
  EXPECT_NEAR(last.cells(kCovered).value(), 0.55, 1e-6);
}

TEST_F(SaliencyFigureTest, WhatIsNotThereIsNamedAndTheOthersStay) {
  report_.AddRun("resnet8", "category", 100, 7, 0.8);
  AddMeasurement(MakeSaliency(0.5), Images());
  report_.AddRun("resnet8", "speech", 100, 7, 0.8);
  SaliencyResult failed;
  failed.mutable_failure()->set_message("no recorded saliency maps");
  AddMeasurement(failed, "");
  report_.AddFailedRun("resnet8", "random", 100, 7);
  AddMeasurement(failed, "");
  const Figure figure = Make();
  EXPECT_EQ(figure.rows_size(), 4);
  EXPECT_THAT(figure.missing(),
              testing::UnorderedElementsAre(HasSubstr("random"),
                                            "resnet8_speech_p100_s7: no recorded saliency maps"));
}

TEST_F(SaliencyFigureTest, OfNothingItIsStillAFigure) {
  report_.AddRun("resnet8", "category", 100, 7, 0.8);
  SaliencyResult failed;
  failed.mutable_failure()->set_message("no recorded saliency maps");
  AddMeasurement(failed, "");
  EXPECT_EQ(Make().missing_size(), 1);
}

TEST_F(SaliencyFigureTest, RefusesResultsThatDoNotFit) {
  const auto expect_refused = [&](const SaliencyResult& result, const std::string& images,
                                  const std::string& message) {
    TestReport empty("saliency_figure");
    std::swap(report_, empty);
    report_.AddRun("resnet8", "category", 100, 7, 0.8);
    AddMeasurement(result, images);
    EXPECT_THAT(MakeFigure(report_.spec, report_.inputs),
                StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(message)));
  };
  SaliencyResult result = MakeSaliency(0.5);
  result.clear_maps();
  expect_refused(result, "", "no images or no maps");
  result = MakeSaliency(0.5);
  result.mutable_maps(1)->mutable_image_maps()->RemoveLast();
  expect_refused(result, "", "31 numbers, expected 3 shares and 32 numbers");
  result = MakeSaliency(0.5);
  result.set_image_size(1 << 30);
  expect_refused(result, "", "image_size: 1073741824, expected from 1 to 1024");
  result = MakeSaliency(0.5);
  *result.mutable_model() = report_.inputs.runs.back().recipe();
  result.mutable_model()->set_encoder("resnet14");
  expect_refused(result, "", "model.encoder: found \"resnet14\", expected \"resnet8\"");
  result = MakeSaliency(0.5);
  result.set_classes(0, 2);
  expect_refused(result, "", "classes: found 2, expected below the 2 class names");
  result = MakeSaliency(0.5);
  result.set_decisions(0, -1);
  expect_refused(result, "", "decisions: found -1");
  expect_refused(MakeSaliency(0.5), EncodeNpy(Array::FromFloats({1}, {0})), "expected uint8 [2, 3");
}

}  // namespace
}  // namespace labelrep
