// A speech label made audible again.
#ifndef LABELS_LABEL_SOUND_H_
#define LABELS_LABEL_SOUND_H_

#include "absl/types/span.h"
#include "labels/label_kind.h"
#include "lib/audio/sound_file.h"

namespace labelrep {

// `label` is [64, 64] row-major as of SpeechLabel: mel bands by time, in dB. Resized to `frames` >=
// 2 frames, those of the recording's spectrogram where they are known, it is turned into powers,
// from mel bands to all frequencies (lib/audio/mel_inverse.h) and by 32 iterations of Griffin and
// Lim's algorithm with one seed to samples, of which the loudest is half of full scale. What the
// label does not hold is lost: phases, frequencies above 8 kHz and within a band, level and
// duration.
Sound LabelSound(absl::Span<const float> label, int frames = kLabelSize);

}  // namespace labelrep

#endif  // LABELS_LABEL_SOUND_H_
