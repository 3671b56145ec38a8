// The list of the sounds that listeners are given, and their answers: two JSON files, between which
// stands whatever plays the sounds (docs/listening.md has the formats for those who write that).
#ifndef EXPERIMENTS_LISTENING_CLIPS_H_
#define EXPERIMENTS_LISTENING_CLIPS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "lib/audio/sound_file.h"
#include "results/listening.pb.h"

namespace labelrep {

// SHA-256 of the canonical serialization, as in ListeningResult.
std::string ListeningDigest(const ListeningRecipe& recipe);

// What the two files begin with.
inline constexpr int kClipsVersion = 1;
inline constexpr char kClipsFormat[] = "labelrep clips";
inline constexpr char kAnswersFormat[] = "labelrep answers";

// What a list of clips, and answers to it, are of.
struct ClipsIdentity {
  std::string run;  // its name
  std::string weights_sha256;
  std::string recipe_sha256;  // of the ListeningRecipe
};

// The list of recipe.clips() images with recipe.phases() clips each, whose sounds follow one
// another in `sounds`, all of one length. It says nothing of what the clips are of.
std::string WriteClipList(const ClipsIdentity& identity,
                          const google::protobuf::RepeatedPtrField<std::string>& class_names,
                          const ListeningRecipe& recipe, const Sound& sounds);

struct ListenerAnswers {
  ClipsIdentity identity;
  std::string listener;  // a name of any kind
  // Clip and class name, or "none", in the order of the file; no clip is there twice.
  std::vector<std::pair<std::string, std::string>> answers;
};

// INVALID_ARGUMENT naming the file `name` and the place for text that is no such JSON, for another
// version, and for a field or clip that is unknown, missing or there twice. It takes memory in
// proportion to the text.
absl::StatusOr<ListenerAnswers> ParseAnswers(absl::string_view text, const std::string& name);

// An answer to one clip.
struct ClipAnswer {
  int image = 0;   // in the order of the test split
  int named = -1;  // class; -1 for "none"
};

// The answers in the file `name`, if they are to the clips of this listening. FAILED_PRECONDITION
// where they are to those of another, INVALID_ARGUMENT for a clip or class name that it has not.
absl::StatusOr<std::vector<ClipAnswer>> MatchAnswers(const ListenerAnswers& answers,
                                                     const std::string& name,
                                                     const ClipsIdentity& identity,
                                                     const ListeningResult& result);

}  // namespace labelrep

#endif  // EXPERIMENTS_LISTENING_CLIPS_H_
