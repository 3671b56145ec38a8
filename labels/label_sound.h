// Speech labels, and outputs of models that are trained on them, made audible again.
#ifndef LABELS_LABEL_SOUND_H_
#define LABELS_LABEL_SOUND_H_

#include <vector>

#include "absl/types/span.h"
#include "labels/label_kind.h"
#include "lib/audio/sound_file.h"
#include "results/label_set.pb.h"

namespace labelrep {

// Whether labels are 64x64 numbers in [-80, 0], so that they are taken for spectrograms in dB.
bool AreSpectrograms(const LabelSet& labels);

// `label` is [64, 64] row-major as of SpeechLabel: mel bands by time, in dB. Resized to `frames` >=
// 2 frames, those of the recording's spectrogram where they are known, it is turned into powers,
// from mel bands to all frequencies (lib/audio/mel_inverse.h) and by 32 iterations of Griffin and
// Lim's algorithm with the seed 0 to samples, of which the loudest is half of full scale. What the
// label does not hold is lost: phases, frequencies above 8 kHz and within a band, level and
// duration. Elements beyond the range of a label are taken as they are.
Sound LabelSound(absl::Span<const float> label, int frames = kLabelSize);

// The same, of 64 frames, with each of the seeds 0 to `phases` - 1: the first is LabelSound.
std::vector<Sound> LabelSounds(absl::Span<const float> label, int phases);

}  // namespace labelrep

#endif  // LABELS_LABEL_SOUND_H_
