// Which of a few names is spoken in a sound, as pocketsphinx hears it.
// Reference: Huggins-Daines et al., "Pocketsphinx: a free, real-time continuous speech recognition
// system for hand-held devices", 2006, with its US English model and dictionary.
#ifndef LIB_AUDIO_NAME_RECOGNIZER_H_
#define LIB_AUDIO_NAME_RECOGNIZER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "lib/audio/sound_file.h"

struct ps_decoder_s;

namespace labelrep {

// A further way to say a name.
struct NamePronunciation {
  int name = 0;        // index into the names
  std::string phones;  // of the CMU dictionary, without stress: "SH R UW"
};

struct HeardName {
  // Index of the name that fits best, however badly; -1 where the sound is too short for any.
  int name = -1;
  // How much less likely that name is than the sounds that fit best from frame to frame: the mean
  // over the frames of 10 ms of the logarithm (natural) of their ratio, below 0. 0 where there is
  // no name.
  double confidence = 0;
};

// Listens for one name at a time: its grammar is the list of names, each once, with silence or
// noise before, between and behind its words. Same sound, same answer, whatever was heard before.
class NameRecognizer {
 public:
  // Names are of one or several words, with blanks or hyphens between them, in any case.
  // INVALID_ARGUMENT for no names, a name that has a word which is not in the dictionary and no
  // pronunciation, two names that are the same words, a pronunciation of no name or of phones that
  // are none. INTERNAL where pocketsphinx or its model cannot be started.
  static absl::StatusOr<NameRecognizer> Create(
      const std::vector<std::string>& names,
      const std::vector<NamePronunciation>& pronunciations = {});

  // INTERNAL where pocketsphinx fails.
  absl::StatusOr<HeardName> Hear(const Sound& sound);

 private:
  struct Free {
    void operator()(ps_decoder_s* decoder) const;
  };
  NameRecognizer() = default;

  std::unique_ptr<ps_decoder_s, Free> decoder_;
  // Words as pocketsphinx returns them -> index of the name.
  absl::flat_hash_map<std::string, int> names_;
};

}  // namespace labelrep

#endif  // LIB_AUDIO_NAME_RECOGNIZER_H_
