// Sound files: WAV, FLAC, Ogg and whatever else libsndfile reads; and WAV files of sounds.
#ifndef LIB_AUDIO_SOUND_FILE_H_
#define LIB_AUDIO_SOUND_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace labelrep {

struct Sound {
  std::vector<float> samples;  // one channel, full scale is [-1, 1]
  int rate_hz = 0;
};

// Parses a whole sound file; several channels are mixed down to their mean. `name` is used in
// messages. INVALID_ARGUMENT with what was found and what was expected: no sound file, a header
// that does not fit the samples behind it (CheckSoundChunks), a rate outside 4 to 384 kHz, a sample
// that is not finite, silence (no sample above one step of 16 bits) and channels that mix to
// silence, less than 50 ms, more than 10 minutes.
absl::StatusOr<Sound> ParseSound(const std::string& bytes, const std::string& name);

absl::StatusOr<Sound> ReadSoundFile(const std::string& path);

// A WAV file of 16 bits a sample; what is beyond full scale is clipped. Same sound, same bytes.
// INTERNAL where libsndfile fails.
absl::StatusOr<std::string> EncodeWav(const Sound& sound);

}  // namespace labelrep

#endif  // LIB_AUDIO_SOUND_FILE_H_
