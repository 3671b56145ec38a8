#include "experiments/site/listening/clip_files.h"

#include <cstdint>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "experiments/listening/clips.h"
#include "google/protobuf/util/json_util.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

template <typename... Text>
absl::Status Wrong(const std::string& name, const Text&... text) {
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": ", text..., "; measure listening again, with the same programs"));
}

// Image and phase as the measurement writes them, so that a clip is also a file's name.
bool IsClip(const std::string& clip) {
  const std::vector<std::string> parts = absl::StrSplit(clip, '/');
  if (parts.size() != 2) return false;
  for (const std::string& part : parts) {
    int32_t number = 0;
    if (!absl::SimpleAtoi(part, &number) || absl::StrCat(number) != part || number < 0)
      return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<ClipList> ParseClipList(absl::string_view text, const std::string& name) {
  ClipList list;
  if (text.empty()) return list;
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(text.data(), text.size()), &list);
  if (!status.ok()) return Wrong(name, "expected a list of clips in JSON: ", status.ToString());
  if (list.format() != kClipsFormat || list.version() != kClipsVersion) {
    return Wrong(name, "format: found \"", Printable(list.format()), "\", version ", list.version(),
                 ", expected \"", kClipsFormat, "\", version ", kClipsVersion);
  }
  if (list.run().empty() || list.weights_sha256().empty() || list.recipe_sha256().empty()) {
    return Wrong(name, "run, weights_sha256, recipe_sha256: expected all three");
  }
  if (list.class_names().empty()) return Wrong(name, "class_names: expected at least one");
  if (list.samples_per_clip() < 1 && !list.clips().empty()) {
    return Wrong(name, "samples_per_clip: found ", list.samples_per_clip(),
                 ", expected at least 1");
  }
  std::set<std::string> seen;
  for (const std::string& clip : list.clips()) {
    if (IsClip(clip) && seen.insert(clip).second) continue;
    return Wrong(name, "clips: found \"", Printable(clip),
                 "\", expected an image and a phase such as \"0/2\", each once");
  }
  return list;
}

std::string ClipFile(const std::string& clip) {
  return absl::StrCat(absl::StrReplaceAll(clip, {{"/", "_"}}), ".wav");
}

absl::StatusOr<std::map<std::string, std::string>> CutClips(const ClipList& list,
                                                            const Sound& sounds,
                                                            const std::string& name) {
  const int64_t length = list.samples_per_clip();
  const int64_t expected = length * list.clips_size();
  if (sounds.rate_hz != list.rate_hz() || static_cast<int64_t>(sounds.samples.size()) != expected) {
    return Wrong(name, "found ", sounds.samples.size(), " samples at ", sounds.rate_hz,
                 " Hz, expected ", expected, " at ", list.rate_hz(),
                 " Hz, as the list of clips says");
  }
  std::map<std::string, std::string> files;
  for (int i = 0; i < list.clips_size(); ++i) {
    const auto first = sounds.samples.begin() + i * length;
    LABELREP_ASSIGN_OR_RETURN(files[ClipFile(list.clips(i))],
                              EncodeWav({{first, first + length}, sounds.rate_hz}));
  }
  return files;
}

}  // namespace labelrep
