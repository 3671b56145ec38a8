#include "experiments/listening/measure_listening.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ATen/core/grad_mode.h"
#include "ATen/ops/isfinite.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "experiments/listening/clips.h"
#include "experiments/measure/first_images.h"
#include "labels/label_sound.h"
#include "labels/speech_label.h"
#include "lib/audio/mel.h"
#include "lib/audio/name_recognizer.h"
#include "lib/audio/sound_file.h"
#include "lib/base/field_checker.h"
#include "lib/base/random_stream.h"
#include "lib/eval/decision.h"
#include "lib/eval/full_precision.h"
#include "lib/eval/label_tensors.h"
#include "lib/stats/agreement.h"

namespace labelrep {
namespace {

constexpr int kMostPhases = 9;
constexpr int64_t kMostClips = 1000;
constexpr int kLabelElements = kLabelSize * kLabelSize;

absl::Status CheckRecipe(const ListeningRecipe& recipe, int64_t test_images) {
  FieldChecker check("listening", "recipe");
  check.Number("images", static_cast<double>(recipe.images()),
               recipe.images() >= 1 && recipe.images() <= test_images,
               absl::StrCat("from 1 to the ", test_images, " of the test split"));
  check.Number("phases", recipe.phases(), recipe.phases() >= 1 && recipe.phases() <= kMostPhases,
               absl::StrCat("from 1 to ", kMostPhases));
  const int64_t most = std::min<int64_t>(kMostClips, recipe.images());
  check.Number("clips", static_cast<double>(recipe.clips()),
               recipe.clips() >= 0 && recipe.clips() <= most,
               absl::StrCat("from 0 to ", most, ", of the images"));
  return check.status();
}

absl::Status CheckLabels(const LabelSet& labels) {
  if (AreSpectrograms(labels) && labels.loss() == LabelSet::SMOOTH_L1 && labels.has_threshold()) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "labels of the kind \"", labels.recipe().kind(),
      "\" are no sounds; expected spectrograms of "
      "speech, 64x64 numbers in [-80, 0] dB, with smooth L1 loss and a threshold for it"));
}

absl::StatusOr<NameRecognizer> MakeRecognizer(const LabelSet& labels,
                                              const ListeningRecipe& recipe) {
  std::vector<std::string> names;
  for (const std::string& name : labels.class_names()) names.push_back(ReadableName(name));
  std::vector<NamePronunciation> pronunciations;
  for (const ListeningRecipe::Pronunciation& given : recipe.pronunciations()) {
    const auto& all = labels.class_names();
    const auto found = std::find(all.begin(), all.end(), given.class_name());
    if (found == all.end()) {
      return absl::InvalidArgumentError(absl::StrCat("recipe.pronunciations: class_name \"",
                                                     given.class_name(),
                                                     "\" is none of the data set's"));
    }
    pronunciations.push_back({static_cast<int>(found - all.begin()), given.phones()});
  }
  absl::StatusOr<NameRecognizer> recognizer = NameRecognizer::Create(names, pronunciations);
  if (recognizer.ok()) return recognizer;
  return absl::Status(
      recognizer.status().code(),
      absl::StrCat("class names and recipe.pronunciations: ", recognizer.status().message()));
}

absl::Status Listen(NameRecognizer& recognizer, const std::vector<Sound>& sounds, Heard* heard) {
  for (const Sound& sound : sounds) {
    LABELREP_ASSIGN_OR_RETURN(const HeardName name, recognizer.Hear(sound));
    heard->add_names(name.name);
    heard->add_confidences(static_cast<float>(name.confidence));
  }
  return absl::OkStatus();
}

// A label with its columns, the frames, in another order.
std::vector<float> Shuffled(absl::Span<const float> label, uint64_t index) {
  const std::vector<int64_t> order =
      RandomStream(0, "listening to shuffled labels", index).Permutation(kLabelSize);
  std::vector<float> shuffled(label.size());
  for (int64_t i = 0; i < kLabelElements; ++i) {
    shuffled[i] = label[i / kLabelSize * kLabelSize + order[i % kLabelSize]];
  }
  return shuffled;
}

absl::Status ListenToLabels(const TrainedModel& model, const ListeningRequest& request,
                            NameRecognizer& recognizer, ListeningResult& result) {
  const int phases = request.recipe().phases();
  for (int i = 0; i < model.labels.class_names_size(); ++i) {
    const auto label =
        absl::MakeConstSpan(model.labels.values()).subspan(i * kLabelElements, kLabelElements);
    LABELREP_RETURN_IF_ERROR(
        Listen(recognizer, LabelSounds(label, phases), result.mutable_labels()));
    for (int phase = 0; phase < phases; ++phase) {
      const std::vector<float> shuffled = Shuffled(label, i * phases + phase);
      LABELREP_RETURN_IF_ERROR(
          Listen(recognizer, LabelSounds(shuffled, 1), result.mutable_shuffled()));
    }
    if (!request.has_recordings()) continue;
    LABELREP_ASSIGN_OR_RETURN(const Sound recording,
                              ReadSoundFile(RecordingOf(request.recordings(), i)));
    LABELREP_RETURN_IF_ERROR(Listen(recognizer, {recording}, result.mutable_recordings()));
  }
  return absl::OkStatus();
}

// From the labels that are named right and those that are shuffled.
absl::StatusOr<double> LeastConfidence(const ListeningResult& result, int phases) {
  std::vector<double> named;
  for (int i = 0; i < result.labels().names_size(); ++i) {
    if (result.labels().names(i) == i / phases) named.push_back(result.labels().confidences(i));
  }
  std::vector<double> shuffled;
  for (int i = 0; i < result.shuffled().names_size(); ++i) {
    if (result.shuffled().names(i) >= 0) shuffled.push_back(result.shuffled().confidences(i));
  }
  if (named.empty() || shuffled.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the recogniser names ", named.size(), " of ", result.labels().names_size(),
        " labels right and hears a name in ", shuffled.size(), " of ",
        result.shuffled().names_size(), " shuffled ones; without some of both it is no listener"));
  }
  return SeparatingLimit(named, shuffled);
}

// Appends the sounds of the first images to `kept`.
absl::Status ListenToOutputs(const TrainedModel& model, const ListeningRecipe& recipe,
                             NameRecognizer& recognizer, ListeningResult& result, Sound& kept) {
  const at::NoGradGuard no_gradients;
  const FullPrecision full_precision;
  const LabelTensors labels = MakeLabelTensors(model.labels, model.device);
  const Batches batches = FirstImages(model, recipe.images());
  int64_t to_keep = recipe.clips();
  for (int64_t i = 0; i < batches.num_batches(); ++i) {
    const Batch batch = batches.Get(i);
    const at::Tensor outputs = model.classifier->Outputs(model.classifier->Features(batch.images));
    if (!at::isfinite(outputs).all().item<bool>()) {
      return absl::InvalidArgumentError(absl::StrCat(
          model.weights_file, ": its outputs are not all finite, as after a run that diverged"));
    }
    AppendNumbers(batch.labels, result.mutable_classes());
    AppendNumbers(labels.loss.PerImage(outputs, labels.Targets(batch.labels)),
                  result.mutable_losses());
    AppendNumbers(Decide(outputs, labels), result.mutable_decisions());
    const at::Tensor numbers = outputs.to(at::kCPU, at::kFloat).contiguous();
    for (int64_t j = 0; j < batch.size(); ++j) {
      const std::vector<Sound> sounds = LabelSounds(
          {numbers.const_data_ptr<float>() + j * kLabelElements, kLabelElements}, recipe.phases());
      LABELREP_RETURN_IF_ERROR(Listen(recognizer, sounds, result.mutable_outputs()));
      if (to_keep-- <= 0) continue;
      for (const Sound& sound : sounds) {
        kept.samples.insert(kept.samples.end(), sound.samples.begin(), sound.samples.end());
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ListeningResult> MeasureListening(const TrainedModel& model,
                                                 const ListeningRequest& request,
                                                 SideFiles& files) {
  const ListeningRecipe& recipe = request.recipe();
  LABELREP_RETURN_IF_ERROR(CheckRecipe(recipe, model.test.size()));
  LABELREP_RETURN_IF_ERROR(CheckLabels(model.labels));
  LABELREP_ASSIGN_OR_RETURN(NameRecognizer recognizer, MakeRecognizer(model.labels, recipe));
  ListeningResult result;
  *result.mutable_class_names() = model.labels.class_names();
  result.set_loss_threshold(model.labels.threshold());
  LABELREP_RETURN_IF_ERROR(ListenToLabels(model, request, recognizer, result));
  LABELREP_ASSIGN_OR_RETURN(const double least, LeastConfidence(result, recipe.phases()));
  result.set_least_confidence(least);
  Sound kept;
  // Without clips there is a sound file of none.
  kept.rate_hz = MelOptions().rate_hz;
  LABELREP_RETURN_IF_ERROR(ListenToOutputs(model, recipe, recognizer, result, kept));
  LABELREP_ASSIGN_OR_RETURN(files["sounds"], EncodeWav(kept));
  files["clips"] = WriteClipList({.run = request.run(),
                                  .weights_sha256 = model.weights_sha256,
                                  .recipe_sha256 = ListeningDigest(recipe)},
                                 model.labels.class_names(), recipe, kept);
  return result;
}

}  // namespace labelrep
