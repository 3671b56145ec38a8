#include "lib/audio/name_recognizer.h"

#include <pocketsphinx.h>
#include <sphinxbase/err.h>
#include <sphinxbase/fsg_model.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "lib/audio/resample.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"
#include "third_party/pocketsphinx/model.h"

namespace labelrep {
namespace {

constexpr int kRateHz = 16000;
constexpr char kDictionary[] = LABELREP_POCKETSPHINX_MODEL "/cmudict-en-us.dict";
constexpr char kSearch[] = "names";

// Scores are logarithms to this base, of which pocketsphinx drops so many bits.
constexpr double kScoreBase = 1.0001;
constexpr int kScoreBits = 10;

using Phrase = std::vector<std::string>;

ps_decoder_t* StartDecoder() {
  // Its log would stand among the messages of the program.
  err_set_logfp(nullptr);
  cmd_ln_t* config = cmd_ln_init(
      nullptr, ps_args(), TRUE, "-hmm", LABELREP_POCKETSPHINX_MODEL "/en-us", "-dict", kDictionary,
      // Nothing of one sound is taken on to the next.
      "-cmn", "batch", "-agc", "none", "-remove_noise", "no", "-remove_silence", "no", "-dither",
      "no",
      // A score is relative to the best of all sounds, not of those that the names have.
      "-compallsen", "yes",
      // A few names are searched without pruning, and have no other cost than their sounds.
      "-beam", "0", "-pbeam", "0", "-wbeam", "0", "-lw", "1", "-wip", "1", "-pip", "1", "-bestpath",
      "no", nullptr);
  if (config == nullptr) return nullptr;
  ps_decoder_t* decoder = ps_init(config);
  cmd_ln_free_r(config);
  return decoder;
}

bool IsInDictionary(ps_decoder_t* decoder, const std::string& word) {
  char* phones = ps_lookup_word(decoder, word.c_str());
  const bool found = phones != nullptr;
  ckd_free(phones);
  return found;
}

Phrase WordsOf(const std::string& name) {
  return absl::StrSplit(absl::AsciiStrToLower(name), absl::ByAnyChar(" -"), absl::SkipEmpty());
}

// OK where the dictionary has all words of a name.
absl::Status CheckWords(ps_decoder_t* decoder, const std::string& name, const Phrase& words) {
  if (words.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("name \"", Printable(name), "\": has no words, expected at least one"));
  }
  for (const std::string& word : words) {
    if (IsInDictionary(decoder, word)) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "name \"", Printable(name), "\": the word \"", Printable(word), "\" is not in ",
        kDictionary, "; give the name a pronunciation, its phones as that file has them"));
  }
  return absl::OkStatus();
}

// From state 0 to state 1 along each phrase.
fsg_model_t* MakeGrammar(ps_decoder_t* decoder, const std::vector<Phrase>& phrases) {
  int states = 2;
  for (const Phrase& phrase : phrases) states += static_cast<int>(phrase.size()) - 1;
  fsg_model_t* grammar = fsg_model_init(kSearch, ps_get_logmath(decoder), 1.0F, states);
  grammar->start_state = 0;
  grammar->final_state = 1;
  int next = 2;
  for (const Phrase& phrase : phrases) {
    int from = 0;
    for (size_t i = 0; i < phrase.size(); ++i) {
      const int to = i + 1 == phrase.size() ? 1 : next++;
      fsg_model_trans_add(grammar, from, to, 0, fsg_model_word_add(grammar, phrase[i].c_str()));
      from = to;
    }
  }
  return grammar;
}

std::vector<int16_t> SamplesOf(const std::vector<float>& samples) {
  std::vector<int16_t> values;
  for (const float sample : samples) {
    values.push_back(static_cast<int16_t>(std::lround(std::clamp(sample, -1.0F, 1.0F) * 32767)));
  }
  return values;
}

}  // namespace

void NameRecognizer::Free::operator()(ps_decoder_s* decoder) const { ps_free(decoder); }

absl::StatusOr<NameRecognizer> NameRecognizer::Create(
    const std::vector<std::string>& names, const std::vector<NamePronunciation>& pronunciations) {
  if (names.empty()) return absl::InvalidArgumentError("no names, expected at least one");
  NameRecognizer recognizer;
  recognizer.decoder_.reset(StartDecoder());
  ps_decoder_t* decoder = recognizer.decoder_.get();
  if (decoder == nullptr) {
    return absl::InternalError(absl::StrCat("pocketsphinx does not start with its model in ",
                                            LABELREP_POCKETSPHINX_MODEL));
  }
  std::vector<Phrase> phrases;
  std::vector<bool> pronounced(names.size());
  for (size_t i = 0; i < pronunciations.size(); ++i) {
    const NamePronunciation& given = pronunciations[i];
    const std::string word = absl::StrCat("pronunciation#", i);
    // pocketsphinx itself crashes on none.
    const bool has_phones = !absl::StripAsciiWhitespace(given.phones).empty();
    if (!has_phones || given.name < 0 || given.name >= static_cast<int>(names.size()) ||
        ps_add_word(decoder, word.c_str(), given.phones.c_str(), FALSE) < 0) {
      return absl::InvalidArgumentError(absl::StrCat(
          "pronunciation \"", Printable(given.phones), "\" of name ", given.name, " of ",
          names.size(), ": expected phones as ", kDictionary, " has them: \"SH R UW\""));
    }
    pronounced[given.name] = true;
    recognizer.names_[word] = given.name;
    phrases.push_back({word});
  }
  for (size_t i = 0; i < names.size(); ++i) {
    const Phrase words = WordsOf(names[i]);
    const absl::Status in_dictionary = CheckWords(decoder, names[i], words);
    if (!in_dictionary.ok() && pronounced[i]) continue;
    LABELREP_RETURN_IF_ERROR(in_dictionary);
    if (!recognizer.names_.emplace(absl::StrJoin(words, " "), i).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("name \"", Printable(names[i]), "\": another has the same words"));
    }
    phrases.push_back(words);
  }
  fsg_model_t* grammar = MakeGrammar(decoder, phrases);
  const absl::Cleanup free_grammar = [grammar] { fsg_model_free(grammar); };
  if (ps_set_fsg(decoder, kSearch, grammar) != 0 || ps_set_search(decoder, kSearch) != 0) {
    return absl::InternalError("pocketsphinx does not take the grammar of names");
  }
  return recognizer;
}

absl::StatusOr<HeardName> NameRecognizer::Hear(const Sound& sound) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<float> resampled,
                            Resample(sound.samples, sound.rate_hz, kRateHz));
  const std::vector<int16_t> samples = SamplesOf(resampled);
  ps_decoder_t* decoder = decoder_.get();
  if (ps_start_utt(decoder) != 0 ||
      ps_process_raw(decoder, samples.data(), samples.size(), FALSE, TRUE) < 0 ||
      ps_end_utt(decoder) != 0) {
    return absl::InternalError(
        absl::StrCat("pocketsphinx fails on a sound of ", samples.size(), " samples"));
  }
  int32_t score = 0;
  const char* words = ps_get_hyp(decoder, &score);
  const int frames = ps_get_n_frames(decoder);
  if (words == nullptr || frames == 0) return HeardName();
  const auto name = names_.find(words);
  if (name == names_.end()) {
    return absl::InternalError(
        absl::StrCat("pocketsphinx heard \"", words, "\", which is no name"));
  }
  const double nats = std::ldexp(std::log(kScoreBase), kScoreBits) * score;
  return HeardName{name->second, nats / frames};
}

}  // namespace labelrep
