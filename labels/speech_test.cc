#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "labels/make.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;

TEST(SpeechTest, IsInDecibelBelowTheLoudest) {
  const LabelSet labels = MakeTestLabels("speech");
  EXPECT_THAT(labels.shape(), ElementsAre(64, 64));
  EXPECT_EQ(labels.recipe().source(), "test");
  EXPECT_EQ(labels.threshold(), 3.5);
  for (int i = 0; i < 4; ++i) {
    const std::vector<float> values = LabelValues(labels, i);
    EXPECT_GE(*std::min_element(values.begin(), values.end()), -80);
    EXPECT_LE(*std::max_element(values.begin(), values.end()), 0);
    // 440 Hz are between the centres of bands 8 and 9.
    int loudest = 0;
    for (int row = 0; row < 64; ++row) {
      if (values[row * 64 + 32] > values[loudest * 64 + 32]) loudest = row;
    }
    EXPECT_THAT(loudest, AnyOf(8, 9));
  }
}

TEST(SpeechTest, NamesTheRecordingThatIsMissing) {
  LabelRequest request = TestRequest("speech");
  request.class_names.push_back("zebra");
  EXPECT_THAT(MakeLabels(request), StatusIs(absl::StatusCode::kNotFound,
                                            testing::ContainsRegex("/4\\.wav.*class 4, 'zebra'")));
}

TEST(SpeechTest, NamesTheRecordingThatIsBroken) {
  LabelRequest request = TestRequest("speech");
  request.wavs = WriteTestWavs("broken_wavs", 4);
  ASSERT_THAT(WriteFileAtomically(request.wavs + "/2.wav", "no sound"), IsOk());
  EXPECT_THAT(MakeLabels(request),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       testing::ContainsRegex("/2\\.wav: is no sound file .*class 2, 'class 2'")));
}

TEST(SpeechTest, NamesTheRecordingsThatSoundAlike) {
  LabelRequest request = TestRequest("speech");
  request.wavs = WriteTestWavs("alike_wavs", 4);
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string first, ReadFile(request.wavs + "/1.wav"));
  ASSERT_OK(WriteFileAtomically(request.wavs + "/3.wav", first));
  EXPECT_THAT(MakeLabels(request),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       testing::ContainsRegex("/1\\.wav of class 'class 1' and .*/3\\.wav of class "
                                              "'class 3' give the same label")));
}

TEST(SpeechTest, CanBeReadFromAnArray) {
  LabelRequest request = TestRequest("speech");
  request.wavs.clear();
  request.npy = WriteTestNpy("speech.npy", {4, 64, 64});
  const absl::StatusOr<LabelSet> labels = MakeLabels(request);
  ASSERT_THAT(labels, IsOk());
  EXPECT_EQ(labels->values(5), 5);
  request.npy = WriteTestNpy("speech48.npy", {4, 48, 48});
  EXPECT_THAT(MakeLabels(request),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "found labels of shape [48, 48]; expected speech labels, [64, 64]"));
}

}  // namespace
}  // namespace labelrep
