#include "experiments/listening/clips.h"

#include <algorithm>
#include <cstdint>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/digest.h"
#include "lib/base/json_reader.h"
#include "lib/base/printable.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/user_text.h"
#include "lib/viz/json_value.h"

namespace labelrep {
namespace {

constexpr char kNone[] = "none";

std::string ClipName(int64_t image, int phase) { return absl::StrCat(image, "/", phase); }

absl::Status ReadAnswers(JsonReader& json, ListenerAnswers& read) {
  absl::flat_hash_set<std::string> clips;
  LABELREP_RETURN_IF_ERROR(json.Expect('{'));
  if (json.Consume('}')) return absl::OkStatus();
  do {
    LABELREP_ASSIGN_OR_RETURN(const std::string clip, json.ReadString());
    if (!clips.insert(clip).second) {
      return json.Error(absl::StrCat("no second answer to clip \"", Printable(clip), "\""));
    }
    LABELREP_RETURN_IF_ERROR(json.Expect(':'));
    LABELREP_ASSIGN_OR_RETURN(const std::string named, json.ReadString());
    read.answers.emplace_back(clip, named);
  } while (json.Consume(','));
  return json.Expect('}');
}

absl::Status ReadConstant(JsonReader& json, absl::string_view expected) {
  const JsonReader before = json;
  LABELREP_ASSIGN_OR_RETURN(const std::string found, json.ReadString());
  return found == expected ? absl::OkStatus()
                           : before.Error(JsonValue(std::string(expected)).text());
}

absl::Status ReadVersion(JsonReader& json) {
  const JsonReader before = json;
  LABELREP_ASSIGN_OR_RETURN(const int64_t version, json.ReadCount());
  return version == kClipsVersion
             ? absl::OkStatus()
             : before.Error(
                   absl::StrCat(kClipsVersion, "; take the page that belongs to this program"));
}

absl::Status ReadText(JsonReader& json, std::string& text) {
  LABELREP_ASSIGN_OR_RETURN(text, json.ReadString());
  return absl::OkStatus();
}

// The value of a field.
absl::Status ReadField(JsonReader& json, absl::string_view field, ListenerAnswers& read) {
  if (field == "format") return ReadConstant(json, kAnswersFormat);
  if (field == "version") return ReadVersion(json);
  if (field == "run") return ReadText(json, read.identity.run);
  if (field == "weights_sha256") return ReadText(json, read.identity.weights_sha256);
  if (field == "recipe_sha256") return ReadText(json, read.identity.recipe_sha256);
  if (field == "listener") return ReadText(json, read.listener);
  return ReadAnswers(json, read);
}

constexpr absl::string_view kFields[] = {"format",        "version",  "run",    "weights_sha256",
                                         "recipe_sha256", "listener", "answers"};

absl::Status ReadFields(JsonReader& json, ListenerAnswers& read) {
  absl::flat_hash_set<std::string> seen;
  LABELREP_RETURN_IF_ERROR(json.Expect('{'));
  do {
    const JsonReader before = json;
    LABELREP_ASSIGN_OR_RETURN(const std::string field, json.ReadString());
    if (std::count(std::begin(kFields), std::end(kFields), field) == 0 ||
        !seen.insert(field).second) {
      return before.Error(
          absl::StrCat("one of the fields ", absl::StrJoin(kFields, ", "), ", each once"));
    }
    LABELREP_RETURN_IF_ERROR(json.Expect(':'));
    LABELREP_RETURN_IF_ERROR(ReadField(json, field, read));
  } while (json.Consume(','));
  LABELREP_RETURN_IF_ERROR(json.Expect('}'));
  for (const absl::string_view field : kFields) {
    if (!seen.contains(field)) return json.Error(absl::StrCat("the field ", field, " before"));
  }
  return json.ExpectEnd();
}

// Which of the three is another, as found and expected; "" for none.
std::string Difference(const ClipsIdentity& found, const ClipsIdentity& expected) {
  const std::pair<const char*, std::string ClipsIdentity::*> fields[] = {
      {"run", &ClipsIdentity::run},
      {"weights_sha256", &ClipsIdentity::weights_sha256},
      {"recipe_sha256", &ClipsIdentity::recipe_sha256}};
  for (const auto& [field, value] : fields) {
    if (found.*value == expected.*value) continue;
    return absl::StrCat(field, ": found \"", Printable(found.*value), "\", expected \"",
                        expected.*value, "\"");
  }
  return "";
}

}  // namespace

std::string ListeningDigest(const ListeningRecipe& recipe) {
  return Sha256Hex(SerializeDeterministically(recipe));
}

std::string WriteClipList(const ClipsIdentity& identity,
                          const google::protobuf::RepeatedPtrField<std::string>& class_names,
                          const ListeningRecipe& recipe, const Sound& sounds) {
  std::vector<JsonValue> clips;
  for (int64_t image = 0; image < recipe.clips(); ++image) {
    for (int phase = 0; phase < recipe.phases(); ++phase) {
      clips.emplace_back(ClipName(image, phase));
    }
  }
  const size_t length = clips.empty() ? 0 : sounds.samples.size() / clips.size();
  return JsonValue::Object({{"format", kClipsFormat},
                            {"version", kClipsVersion},
                            {"run", identity.run},
                            {"weights_sha256", identity.weights_sha256},
                            {"recipe_sha256", identity.recipe_sha256},
                            {"class_names", JsonArray(class_names)},
                            {"rate_hz", sounds.rate_hz},
                            {"samples_per_clip", static_cast<int>(length)},
                            {"clips", JsonValue::Array(clips)}})
             .text() +
         "\n";
}

absl::StatusOr<ListenerAnswers> ParseAnswers(absl::string_view text, const std::string& name) {
  LABELREP_ASSIGN_OR_RETURN(const absl::string_view checked, CheckedUserText(text, name));
  JsonReader json(checked, text.size() - checked.size(), name);
  ListenerAnswers read;
  const absl::Status status = ReadFields(json, read);
  if (status.ok()) return read;
  return absl::InvalidArgumentError(
      absl::StrCat(status.message(),
                   "; answers are what the page of the listening test saves, whole and "
                   "unchanged (docs/listening.md)"));
}

absl::StatusOr<std::vector<ClipAnswer>> MatchAnswers(const ListenerAnswers& answers,
                                                     const std::string& name,
                                                     const ClipsIdentity& identity,
                                                     const ListeningResult& result) {
  const std::string difference = Difference(answers.identity, identity);
  if (!difference.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat(name, ": ", difference,
                     ": the answers are to the clips of another model or measurement; "
                     "show this one's to the listener, or make the table of that one"));
  }
  absl::flat_hash_map<std::string, int> names = {{kNone, -1}};
  for (int i = 0; i < result.class_names_size(); ++i) names[result.class_names(i)] = i;
  absl::flat_hash_map<std::string, int> images;
  for (int image = 0; image < result.recipe().clips(); ++image) {
    for (int phase = 0; phase < result.recipe().phases(); ++phase) {
      images[ClipName(image, phase)] = image;
    }
  }
  std::vector<ClipAnswer> matched;
  for (const auto& [clip, named] : answers.answers) {
    const auto image = images.find(clip);
    const auto answer = names.find(named);
    if (image == images.end()) {
      return absl::InvalidArgumentError(absl::StrCat(
          name, ": answers: found the clip \"", Printable(clip),
          "\", expected IMAGE/PHASE, an image below ", result.recipe().clips(),
          " and a phase below ", result.recipe().phases(), "; save the answers again"));
    }
    if (answer == names.end()) {
      return absl::InvalidArgumentError(absl::StrCat(
          name, ": answers: clip ", clip, ": found \"", Printable(named), "\", expected one of ",
          absl::StrJoin(result.class_names(), ", "), " or \"none\"; save the answers again"));
    }
    matched.push_back({image->second, answer->second});
  }
  return matched;
}

}  // namespace labelrep
