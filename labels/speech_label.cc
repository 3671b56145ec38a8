#include "labels/speech_label.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "labels/label_array.h"
#include "lib/audio/decibel.h"
#include "lib/audio/mel.h"
#include "lib/audio/resample.h"
#include "lib/audio/resize.h"
#include "lib/audio/sound_file.h"
#include "lib/audio/trim.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

absl::StatusOr<std::vector<float>> SpeechLabelsFromArray(const LabelRequest& request) {
  LABELREP_ASSIGN_OR_RETURN(LabelArray array, ReadLabelArray(request));
  if (array.shape != std::vector<int>{kLabelSize, kLabelSize}) {
    return absl::InvalidArgumentError(
        absl::StrCat(request.npy, ": found labels of shape [", absl::StrJoin(array.shape, ", "),
                     "]; expected speech labels, [", kLabelSize, ", ", kLabelSize, "]"));
  }
  return std::move(array.values);
}

// Two recordings that give the same label: of one sound, or of names that the voice speaks alike.
absl::Status CheckDistinct(const LabelRequest& request, const std::vector<float>& values) {
  const auto equal = FirstEqualLabels(values, static_cast<int64_t>(request.class_names.size()));
  if (!equal.has_value()) return absl::OkStatus();
  const auto [earlier, i] = *equal;
  return absl::InvalidArgumentError(absl::StrCat(
      RecordingOf(request.wavs, earlier), " of class '", request.class_names[earlier], "' and ",
      RecordingOf(request.wavs, i), " of class '", request.class_names[i],
      "' give the same label: is it one recording, or does the voice speak both names alike? "
      "Expected different sounds; give recordings, or rename one of them"));
}

}  // namespace

std::string RecordingOf(const std::string& wavs, size_t index) {
  return absl::StrCat(wavs, "/", index, ".wav");
}

absl::StatusOr<Spectrogram> SpeechSpectrogram(const std::string& path) {
  const MelOptions options;
  LABELREP_ASSIGN_OR_RETURN(const Sound sound, ReadSoundFile(path));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<float> samples,
                            Resample(sound.samples, sound.rate_hz, options.rate_hz));
  return PowerToDecibel(MelSpectrogram(TrimSilence(samples), options));
}

absl::StatusOr<std::vector<float>> SpeechLabel(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const Spectrogram decibel, SpeechSpectrogram(path));
  const Spectrogram label = ResizeLinear(decibel, kLabelSize, kLabelSize);
  std::vector<float> values;
  for (int row = 0; row < kLabelSize; ++row) {
    for (int column = 0; column < kLabelSize; ++column) {
      values.push_back(static_cast<float>(label(row, column)));
    }
  }
  return values;
}

absl::StatusOr<std::vector<float>> SpeechLabels(const LabelRequest& request) {
  if (!request.npy.empty()) return SpeechLabelsFromArray(request);
  std::vector<float> values;
  for (size_t i = 0; i < request.class_names.size(); ++i) {
    const absl::StatusOr<std::vector<float>> label = SpeechLabel(RecordingOf(request.wavs, i));
    if (!label.ok()) {
      return absl::Status(
          label.status().code(),
          absl::StrCat(label.status().message(), " (it should be the recording of class ", i, ", '",
                       request.class_names[i], "')"));
    }
    values.insert(values.end(), label->begin(), label->end());
  }
  LABELREP_RETURN_IF_ERROR(CheckDistinct(request, values));
  return values;
}

}  // namespace labelrep
