// Mel power spectrograms back to all frequencies.
// Reference: librosa.feature.inverse.mel_to_stft.
#ifndef LIB_AUDIO_MEL_INVERSE_H_
#define LIB_AUDIO_MEL_INVERSE_H_

#include "Eigen/Core"
#include "lib/audio/mel.h"

namespace labelrep {

// [fft_samples / 2 + 1, frames]: powers, none below zero, whose mel bands come near `mel`, [bands,
// frames], by squared distance. Many do, as there are more frequencies than bands: these are the
// shortest that have the bands, without what is below zero in them, and from there 200 accelerated
// steps of projected gradients (Beck and Teboulle, "A fast iterative shrinkage-thresholding
// algorithm", 2009).
Eigen::ArrayXXd PowerFromMel(const Spectrogram& mel, const MelOptions& options = {});

}  // namespace labelrep

#endif  // LIB_AUDIO_MEL_INVERSE_H_
