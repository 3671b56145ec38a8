// The label made from one recording: a log-mel spectrogram (protocol, "Speech").
#ifndef LABELS_SPEECH_LABEL_H_
#define LABELS_SPEECH_LABEL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "labels/label_kind.h"
#include "lib/audio/mel.h"

namespace labelrep {

// Mel bands (the lowest first) by time, in dB relative to the loudest element, in [-80, 0]. Reads,
// resamples to 22,050 Hz, trims silence and takes the spectrogram. The errors of ReadSoundFile.
absl::StatusOr<Spectrogram> SpeechSpectrogram(const std::string& path);

// [64, 64] row-major: SpeechSpectrogram, resized.
absl::StatusOr<std::vector<float>> SpeechLabel(const std::string& path);

// One label for each class, from `request.wavs` or, where they are made already, `request.npy`
// ([classes, 64, 64]). INVALID_ARGUMENT or NOT_FOUND naming the file and the class; for two equal
// labels both.
absl::StatusOr<std::vector<float>> SpeechLabels(const LabelRequest& request);

// Class `index`'s recording in a folder of them, "<wavs>/<index>.wav".
std::string RecordingOf(const std::string& wavs, size_t index);

}  // namespace labelrep

#endif  // LABELS_SPEECH_LABEL_H_
