// The chunks of a WAV or AIFF file: whether the header tells the truth about where samples are.
// References: RIFF (Microsoft, Multimedia Programming Interface 1.0), AIFF 1.3 (Apple).
#ifndef LIB_AUDIO_SOUND_CHUNKS_H_
#define LIB_AUDIO_SOUND_CHUNKS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// INVALID_ARGUMENT naming `name` and the place unless the file is chunks from the first to the last
// byte, one of them with samples, so that none of them are cut off and none follow that the header
// does not tell of. OK for a file of another form. The size in the form's first 8 bytes, which
// programs get wrong, does not count.
absl::Status CheckSoundChunks(absl::string_view bytes, const std::string& name);

}  // namespace labelrep

#endif  // LIB_AUDIO_SOUND_CHUNKS_H_
