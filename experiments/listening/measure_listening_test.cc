#include "experiments/listening/measure_listening.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ATen/ops/tensor.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/speech_label.h"
#include "lib/audio/sound_file.h"
#include "lib/base/files.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"
#include "lib/stats/agreement.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

const std::vector<std::string> kNames = {"circle", "triangle", "star"};
constexpr int kElements = kLabelSize * kLabelSize;

// Recordings 0.wav, 1.wav, ... of the names as espeak-ng speaks them.
std::string Recordings() {
  for (size_t i = 0; i < kNames.size(); ++i) {
    const absl::StatusOr<std::string> bytes =
        ReadFile(absl::StrCat("lib/audio/spoken/", kNames[i], ".wav"));
    EXPECT_OK(bytes);
    EXPECT_OK(WriteFileAtomically(absl::StrCat(testing::TempDir(), "/", i, ".wav"), *bytes));
  }
  return testing::TempDir();
}

// Puts out these labels, one after the other, whatever the images.
class Speaker : public Classifier {
 public:
  explicit Speaker(const at::Tensor& outputs) : outputs_(outputs) {}
  at::Tensor Features(const at::Tensor& images) override { return images; }
  at::Tensor Outputs(const at::Tensor& features) override {
    const int64_t first = std::exchange(spoken_, spoken_ + features.size(0));
    return outputs_.narrow(0, first, features.size(0));
  }
  NamedTensors Parameters() const override { return {}; }
  NamedTensors Buffers() const override { return {}; }
  void SetTraining(bool /*training*/) override {}
  bool IsTraining() const override { return false; }

 private:
  at::Tensor outputs_;  // [images, 64, 64]
  int64_t spoken_ = 0;
};

LabelSet SpokenLabels() {
  LabelSet labels;
  labels.mutable_recipe()->set_kind("speech");
  for (const std::string& name : kNames) labels.add_class_names(name);
  labels.add_shape(kLabelSize);
  labels.add_shape(kLabelSize);
  labels.set_loss(LabelSet::SMOOTH_L1);
  labels.set_decision(LabelSet::NEAREST_LABEL);
  labels.set_threshold(kLabelThreshold);
  for (const std::string& name : kNames) {
    const absl::StatusOr<std::vector<float>> label =
        SpeechLabel(absl::StrCat("lib/audio/spoken/", name, ".wav"));
    EXPECT_OK(label);
    labels.mutable_values()->Add(label->begin(), label->end());
  }
  return labels;
}

// For an image of each of `classes` it puts out the label of the class that `spoken` has there.
TrainedModel MakeModel(const LabelSet& labels, const std::vector<int32_t>& classes,
                       const std::vector<int>& spoken) {
  TrainedModel model;
  model.labels = labels;
  model.weights_file = "weights";
  model.weights_sha256 = "ab";
  model.test.labels = classes;
  model.test.pixels.resize(classes.size() * 3 * 32 * 32);
  std::vector<float> outputs;
  for (const int index : spoken) {
    const auto begin = labels.values().begin() + index * kElements;
    outputs.insert(outputs.end(), begin, begin + kElements);
  }
  model.classifier =
      std::make_shared<Speaker>(at::tensor(outputs).view({-1, kLabelSize, kLabelSize}));
  return model;
}

ListeningRequest Request(const std::string& recipe) {
  ListeningRequest request;
  request.set_run("run");
  EXPECT_OK(ParseTextProto(recipe, "recipe", request.mutable_recipe()));
  FillDefaults(request.mutable_recipe());
  return request;
}

std::string ErrorOf(const LabelSet& labels, const std::string& recipe) {
  SideFiles files;
  const absl::StatusOr<ListeningResult> result =
      MeasureListening(MakeModel(labels, {0, 1}, {0, 1}), Request(recipe), files);
  EXPECT_EQ(result.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(result.status().message());
}

TEST(MeasureListeningTest, HearsWhatTheModelPutsOut) {
  // The second image's class is not what is put out for it.
  const TrainedModel model = MakeModel(SpokenLabels(), {2, 0, 1}, {2, 1, 1});
  ListeningRequest request = Request("images: 3 phases: 2 clips: 2");
  request.set_recordings(Recordings());
  SideFiles files;
  LABELREP_ASSERT_OK_AND_ASSIGN(const ListeningResult result,
                                MeasureListening(model, request, files));
  EXPECT_THAT(result.classes(), ElementsAre(2, 0, 1));
  EXPECT_THAT(result.decisions(), ElementsAre(2, 1, 1));
  EXPECT_EQ(result.losses(0), 0);
  EXPECT_GT(result.losses(1), result.loss_threshold());
  EXPECT_THAT(result.recordings().names(), ElementsAre(0, 1, 2));
  EXPECT_THAT(result.labels().names(), ElementsAre(0, 0, 1, 1, 2, 2));
  // The same sounds, whatever was heard before.
  EXPECT_THAT(result.outputs().names(), ElementsAre(2, 2, 1, 1, 1, 1));
  const auto& heard = result.labels().confidences();
  EXPECT_THAT(result.outputs().confidences(),
              ElementsAre(heard[4], heard[5], heard[2], heard[3], heard[2], heard[3]));
  const auto& shuffled = result.shuffled().confidences();
  EXPECT_EQ(shuffled.size(), 6);
  EXPECT_EQ(result.least_confidence(),
            SeparatingLimit({heard.begin(), heard.end()}, {shuffled.begin(), shuffled.end()}));
}

TEST(MeasureListeningTest, KeepsTheSoundsOfTheFirstImages) {
  const TrainedModel model = MakeModel(SpokenLabels(), {2, 0, 1}, {2, 0, 1});
  SideFiles files;
  EXPECT_OK(MeasureListening(model, Request("images: 3 phases: 2 clips: 2"), files));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Sound sounds, ParseSound(files["sounds"], "sounds"));
  EXPECT_EQ(sounds.rate_hz, 22050);
  // Two images with two phases of 63 hops of 256.
  constexpr int kSamples = 63 * 256;
  EXPECT_EQ(sounds.samples.size(), 4 * kSamples);
  EXPECT_THAT(files["clips"], HasSubstr(R"("run":"run","weights_sha256":"ab")"));
  EXPECT_THAT(files["clips"], HasSubstr(R"("samples_per_clip":16128,"clips":["0/0","0/1",)"));

  // Fewer are the first of them.
  SideFiles fewer;
  EXPECT_OK(MeasureListening(MakeModel(SpokenLabels(), {2, 0, 1}, {2, 0, 1}),
                             Request("images: 1 phases: 1 clips: 1"), fewer));
  LABELREP_ASSERT_OK_AND_ASSIGN(const Sound first, ParseSound(fewer["sounds"], "sounds"));
  EXPECT_THAT(first.samples, ElementsAreArray(sounds.samples.data(), kSamples));
}

TEST(MeasureListeningTest, NeedsNeitherClipsNorRecordings) {
  SideFiles files;
  LABELREP_ASSERT_OK_AND_ASSIGN(const ListeningResult result,
                                MeasureListening(MakeModel(SpokenLabels(), {1}, {1}),
                                                 Request("images: 1 phases: 1 clips: 0"), files));
  EXPECT_EQ(result.recordings().names_size(), 0);
  EXPECT_THAT(files["clips"], HasSubstr(R"("clips":[])"));
}

TEST(MeasureListeningTest, RefusesRecipesThatDoNotFit) {
  const LabelSet labels = SpokenLabels();
  EXPECT_THAT(ErrorOf(labels, ""),
              HasSubstr("recipe.images: found 1000, expected from 1 to the 2"));
  EXPECT_THAT(ErrorOf(labels, "images: 0"), HasSubstr("recipe.images: found 0"));
  EXPECT_THAT(ErrorOf(labels, "images: 2 phases: 0"), HasSubstr("recipe.phases: found 0"));
  EXPECT_THAT(ErrorOf(labels, "images: 2 phases: 10"),
              HasSubstr("recipe.phases: found 10, expected from 1 to 9"));
  EXPECT_THAT(ErrorOf(labels, "images: 2 clips: 3"),
              HasSubstr("recipe.clips: found 3, expected from 0 to 2, of the images"));
  EXPECT_THAT(ErrorOf(labels, "images: 2 clips: 0 pronunciations { class_name: 'x' }"),
              HasSubstr("recipe.pronunciations: class_name \"x\" is none of the data set's"));
  EXPECT_THAT(
      ErrorOf(labels, "images: 2 clips: 0 pronunciations { class_name: 'star' phones: 'X' }"),
      HasSubstr("class names and recipe.pronunciations: pronunciation \"X\" of name 2"));
}

TEST(MeasureListeningTest, RefusesLabelsThatAreNoSpeech) {
  const std::string recipe = "images: 2 clips: 0 phases: 1";
  LabelSet loud = SpokenLabels();
  loud.set_values(7, 1);
  EXPECT_THAT(ErrorOf(loud, recipe), HasSubstr("labels of the kind \"speech\" are no sounds"));
  LabelSet unlimited = SpokenLabels();
  unlimited.clear_threshold();
  EXPECT_THAT(ErrorOf(unlimited, recipe), HasSubstr("with smooth L1 loss and a threshold for it"));
  LabelSet unknown = SpokenLabels();
  unknown.set_class_names(1, "pygmy_shrew");
  EXPECT_THAT(ErrorOf(unknown, recipe), HasSubstr("the word \"shrew\" is not in "));
  LabelSet exchanged = SpokenLabels();
  for (int i = 0; i < 3; ++i) exchanged.set_class_names(i, kNames[(i + 1) % 3]);
  EXPECT_THAT(ErrorOf(exchanged, recipe), HasSubstr("the recogniser names 0 of 3 labels right"));
}

TEST(MeasureListeningTest, RefusesOutputsThatAreNotFinite) {
  TrainedModel model = MakeModel(SpokenLabels(), {0}, {0});
  model.classifier = std::make_shared<Speaker>(
      at::tensor(std::vector<float>(kElements, std::numeric_limits<float>::quiet_NaN()))
          .view({1, kLabelSize, kLabelSize}));
  SideFiles files;
  EXPECT_THAT(MeasureListening(model, Request("images: 1 clips: 0 phases: 1"), files),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("weights: its outputs are not all finite")));
}

}  // namespace
}  // namespace labelrep
