// The clips of a listening test, each as a sound file of its own.
#ifndef EXPERIMENTS_SITE_LISTENING_CLIP_FILES_H_
#define EXPERIMENTS_SITE_LISTENING_CLIP_FILES_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "experiments/site/listening/clip_list.pb.h"
#include "lib/audio/sound_file.h"

namespace labelrep {

// A list of clips without clips where the measurement failed and left an empty file.
// INVALID_ARGUMENT naming the file `name` for text that is no such list, of another version,
// without class names or what identifies the model, or with a clip that is there twice or is not
// two numbers.
absl::StatusOr<ClipList> ParseClipList(absl::string_view text, const std::string& name);

// The file of a clip in a folder: "0_2.wav" of "0/2".
std::string ClipFile(const std::string& clip);

// The bytes of all files, of `sounds` that follow one another in the order of the list.
// INVALID_ARGUMENT naming the file `name` of the sounds where their rate or length is not that of
// the list.
absl::StatusOr<std::map<std::string, std::string>> CutClips(const ClipList& list,
                                                            const Sound& sounds,
                                                            const std::string& name);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_LISTENING_CLIP_FILES_H_
