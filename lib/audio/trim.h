// Silence at the beginning and the end of a recording.
// Reference: librosa.effects.trim.
#ifndef LIB_AUDIO_TRIM_H_
#define LIB_AUDIO_TRIM_H_

#include <vector>

namespace labelrep {

struct TrimOptions {
  // Frames whose root mean square is this much below the loudest frame's are silence.
  double top_db = 60;
  int frame_samples = 2048;
  int hop_samples = 512;
};

// The samples from the first frame that is not silent to the hop after the last. Frame k is centred
// at sample k * hop_samples; beyond the ends there are zeros.
std::vector<float> TrimSilence(const std::vector<float>& samples, const TrimOptions& options = {});

}  // namespace labelrep

#endif  // LIB_AUDIO_TRIM_H_
