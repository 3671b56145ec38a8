#include "lib/text/bert_tokenizer.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "lib/base/files.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"
#include "lib/base/user_text.h"
#include "lib/text/bert_config.h"

namespace labelrep {
namespace {

constexpr absl::string_view kStart = "[CLS]";
constexpr absl::string_view kEnd = "[SEP]";
constexpr absl::string_view kUnknown = "[UNK]";
constexpr absl::string_view kGoesOn = "##";
constexpr size_t kMaxPieceBytes = 1000;
// Longer words are unknown, in the reference too.
constexpr int kMaxWordCharacters = 100;

bool StartsCharacter(char byte) { return (byte & 0xc0) != 0x80; }

int64_t CountCharacters(absl::string_view text) {
  return std::count_if(text.begin(), text.end(), StartsCharacter);
}

// Special pieces, "[CLS]", are in capitals in every vocabulary.
bool ShowsCapitals(absl::string_view piece) {
  const bool special = absl::StartsWith(piece, "[") && absl::EndsWith(piece, "]");
  return !special && std::any_of(piece.begin(), piece.end(), absl::ascii_isupper);
}

}  // namespace

absl::StatusOr<BertTokenizer> BertTokenizer::Parse(absl::string_view vocabulary,
                                                   const BertTokenizerConfig& config,
                                                   absl::string_view name) {
  BertTokenizer tokenizer;
  bool cased = false;
  absl::ConsumeSuffix(&vocabulary, "\n");
  for (absl::string_view line : absl::StrSplit(vocabulary, '\n')) {
    absl::ConsumeSuffix(&line, "\r");
    const int64_t id = tokenizer.vocabulary_size_++;
    if (line.size() > kMaxPieceBytes) {
      return absl::InvalidArgumentError(absl::StrCat(
          name, ": line ", id + 1, ": found ", line.size(), " bytes, expected at most ",
          kMaxPieceBytes, ": one word piece a line; is this a vocabulary?"));
    }
    cased = cased || ShowsCapitals(line);
    tokenizer.ids_[std::string(line)] = id;
  }
  for (absl::string_view special : {kUnknown, kStart, kEnd}) {
    if (!tokenizer.ids_.contains(std::string(special))) {
      return absl::InvalidArgumentError(absl::StrCat(name, ": no line ", special, " among ",
                                                     tokenizer.vocabulary_size_,
                                                     "; expected the vocabulary of a BERT model"));
    }
  }
  tokenizer.options_.lower_case = config.has_do_lower_case() ? config.do_lower_case() : !cased;
  tokenizer.options_.strip_accents =
      config.has_strip_accents() ? config.strip_accents() : tokenizer.options_.lower_case;
  tokenizer.options_.split_chinese = config.tokenize_chinese_chars();
  return tokenizer;
}

bool BertTokenizer::AppendPieces(absl::string_view word, std::vector<int64_t>& ids) const {
  const size_t before = ids.size();
  if (CountCharacters(word) > kMaxWordCharacters) return false;
  for (size_t begin = 0; begin < word.size();) {
    const absl::string_view prefix = begin == 0 ? "" : kGoesOn;
    auto found = ids_.end();
    size_t end = word.size();
    for (; end > begin; --end) {
      // A piece ends where a character does.
      if (end < word.size() && !StartsCharacter(word[end])) continue;
      found = ids_.find(absl::StrCat(prefix, word.substr(begin, end - begin)));
      if (found != ids_.end()) break;
    }
    if (found == ids_.end()) {
      ids.resize(before);
      return false;
    }
    ids.push_back(found->second);
    begin = end;
  }
  return true;
}

absl::StatusOr<BertTokens> BertTokenizer::Tokenize(absl::string_view text) const {
  LABELREP_ASSIGN_OR_RETURN(std::vector<std::string> words, BasicTokens(text, options_));
  BertTokens tokens;
  tokens.ids.push_back(ids_.at(kStart));
  for (std::string& word : words) {
    if (AppendPieces(word, tokens.ids)) continue;
    tokens.ids.push_back(ids_.at(kUnknown));
    tokens.unknown_words.push_back(std::move(word));
  }
  tokens.ids.push_back(ids_.at(kEnd));
  return tokens;
}

absl::StatusOr<BertTokenizer> ReadBertTokenizer(const std::string& folder,
                                                const BertConfig& config) {
  BertTokenizerConfig tokenizer_config;
  const std::string config_path = absl::StrCat(folder, "/", kBertTokenizerConfigFile);
  if (PathExists(config_path)) {
    LABELREP_ASSIGN_OR_RETURN(const std::string json, ReadTextFile(config_path));
    LABELREP_ASSIGN_OR_RETURN(tokenizer_config, ParseBertTokenizerConfig(json, config_path));
  }
  const std::string path = absl::StrCat(folder, "/", kBertVocabularyFile);
  LABELREP_ASSIGN_OR_RETURN(const std::string vocabulary, ReadTextFile(path));
  LABELREP_ASSIGN_OR_RETURN(BertTokenizer tokenizer,
                            BertTokenizer::Parse(vocabulary, tokenizer_config, path));
  if (tokenizer.vocabulary_size() > config.vocab_size()) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": found ", tokenizer.vocabulary_size(),
                                                   " lines, expected at most ", config.vocab_size(),
                                                   ", the vocab_size of ", kBertConfigFile,
                                                   "; are these files of one model?"));
  }
  return tokenizer;
}

}  // namespace labelrep
