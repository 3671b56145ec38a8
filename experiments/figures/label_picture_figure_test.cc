#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "experiments/report/report_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/speech_label.h"
#include "lib/audio/sound_file.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"
#include "lib/viz/figure_check.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;

constexpr int kClasses = 2;
constexpr int kRate_Hz = 24000;

// A folder with tones of 0.5 s.
std::string WriteRecordings() {
  const std::string folder = ::testing::TempDir() + "/label_picture_recordings";
  std::filesystem::create_directories(folder);
  for (int i = 0; i < kClasses; ++i) {
    Sound tone = {.samples = {}, .rate_hz = kRate_Hz};
    for (int k = 0; k < kRate_Hz / 2; ++k) {
      tone.samples.push_back(static_cast<float>(0.5 * std::sin(0.1 * (i + 1) * k)));
    }
    EXPECT_OK(WriteFileAtomically(RecordingOf(folder, i), *EncodeWav(tone)));
  }
  return folder;
}

class LabelPictureFigureTest : public ::testing::Test {
 protected:
  ReportSpec::Labels& Add(const std::string& kind, const LabelSet& labels) {
    inputs_.label_sets.push_back(labels);
    ReportSpec::Labels& entry = *spec_.add_label_sets();
    entry.set_dataset("shapes10");
    entry.set_kind(kind);
    entry.set_file(kind + ".pb");
    return entry;
  }

  absl::StatusOr<Figure> Make() { return MakeFigure(spec_, inputs_); }

  ReportSpec spec_ = TestReport("label_picture_figure").spec;
  ReportInputs inputs_;
};

LabelSet OneHot(double smoothing) {
  LabelSet labels;
  labels.add_shape(kClasses);
  labels.set_label_smoothing(smoothing);
  for (int i = 0; i < kClasses; ++i) {
    labels.add_class_names(absl::StrCat("class ", i));
    for (int k = 0; k < kClasses; ++k) labels.add_values(i == k);
  }
  return labels;
}

// The speech labels of the recordings.
LabelSet Spoken(const std::string& recordings) {
  LabelSet labels;
  for (int i = 0; i < 2; ++i) labels.add_shape(kLabelSize);
  for (int i = 0; i < kClasses; ++i) {
    labels.add_class_names(absl::StrCat("class ", i));
    const absl::StatusOr<std::vector<float>> label = SpeechLabel(RecordingOf(recordings, i));
    EXPECT_OK(label.status());
    labels.mutable_values()->Add(label->begin(), label->end());
  }
  return labels;
}

TEST_F(LabelPictureFigureTest, AClassIndexIsItsOneHotVectorWithItsSmoothing) {
  Add("category", OneHot(0));
  Add("smooth", OneHot(0.1));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make());
  EXPECT_OK(CheckFigure(figure));
  ASSERT_EQ(figure.pictures_size(), 2 * kClasses);
  EXPECT_THAT(figure.pictures(1).values(), ElementsAre(0, 1));
  // 0.9 of the one-hot vector and 0.1 evenly.
  EXPECT_THAT(figure.pictures(kClasses + 1).values(), ElementsAre(FloatEq(0.05), FloatEq(0.95)));
}

TEST_F(LabelPictureFigureTest, RecordingsAreHeardOnceAndEveryLabelThatIsMadeFromThem) {
  const std::string recordings = WriteRecordings();
  const LabelSet spoken = Spoken(recordings);
  Add("speech", spoken).set_recordings(recordings);
  Add("shuffle", spoken).set_recordings(recordings);
  Add("constant", spoken);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make());
  EXPECT_OK(CheckFigure(figure));
  const auto& sounds = figure.pictures(1).sounds();
  ASSERT_EQ(sounds.size(), 2);
  EXPECT_EQ(sounds[0].name(), "the recording");
  EXPECT_EQ(sounds[1].name(), "the label made audible");
  LABELREP_ASSERT_OK_AND_ASSIGN(const Sound recording, ParseSound(sounds[0].wav(), "recording"));
  EXPECT_EQ(recording.samples.size(), kRate_Hz / 2);
  LABELREP_ASSERT_OK_AND_ASSIGN(const Sound label, ParseSound(sounds[1].wav(), "label"));
  // As long as the recording, but for parts of a frame.
  EXPECT_NEAR(static_cast<double>(label.samples.size()) / label.rate_hz, 0.5, 256.0 / 22050);
  EXPECT_EQ(figure.pictures(kClasses).sounds_size(), 1);
  EXPECT_EQ(figure.pictures(2 * kClasses).sounds_size(), 0);
}

TEST_F(LabelPictureFigureTest, OfLabelsThatAreNoSpectrogramsTheRecordingsAreHeard) {
  Add("mine", OneHot(0)).set_recordings(WriteRecordings());
  LABELREP_ASSERT_OK_AND_ASSIGN(const Figure figure, Make());
  EXPECT_EQ(figure.pictures(0).sounds_size(), 1);
}

TEST_F(LabelPictureFigureTest, NamesARecordingThatCannotBeRead) {
  Add("speech", OneHot(0)).set_recordings("nowhere");
  EXPECT_THAT(Make(), StatusIs(absl::StatusCode::kNotFound, "nowhere/0.wav"));
}

}  // namespace
}  // namespace labelrep
