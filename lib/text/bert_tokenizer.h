// BERT's tokenizer: a text to the numbers of word pieces. Reference:
// https://github.com/google-research/bert (tokenization.py).
#ifndef LIB_TEXT_BERT_TOKENIZER_H_
#define LIB_TEXT_BERT_TOKENIZER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/text/basic_tokenizer.h"
#include "lib/text/bert_config.pb.h"

namespace labelrep {

// A text as a BERT model takes it.
struct BertTokens {
  // [CLS], the word pieces, [SEP]: lines of the vocabulary, from 0.
  std::vector<int64_t> ids;
  // The words that no word pieces make up, for which [UNK] stands.
  std::vector<std::string> unknown_words;
};

class BertTokenizer {
 public:
  // Parses vocab.txt, one word piece a line; those that go on a word begin with "##", and of two
  // equal lines the later one counts. `name` is used in messages. INVALID_ARGUMENT naming what was
  // found and what was expected: a line of more than 1,000 bytes, no [UNK],
  // [CLS] or [SEP].
  static absl::StatusOr<BertTokenizer> Parse(absl::string_view vocabulary,
                                             const BertTokenizerConfig& config,
                                             absl::string_view name);

  // "[SEP]" in `text` is text like any other. INVALID_ARGUMENT where `text` is not UTF-8.
  absl::StatusOr<BertTokens> Tokenize(absl::string_view text) const;

  // Lines of the vocabulary.
  int64_t vocabulary_size() const { return vocabulary_size_; }
  const BasicTokenizerOptions& options() const { return options_; }

 private:
  // Appends the longest pieces from the left; false, and nothing, where some part has none.
  bool AppendPieces(absl::string_view word, std::vector<int64_t>& ids) const;

  BasicTokenizerOptions options_;
  absl::flat_hash_map<std::string, int64_t> ids_;
  int64_t vocabulary_size_ = 0;
};

// That of a folder, whose tokenizer_config.json may be missing. What the parsers refuse; and
// INVALID_ARGUMENT where the vocabulary has more lines than the model has rows, `config`'s
// vocab_size.
absl::StatusOr<BertTokenizer> ReadBertTokenizer(const std::string& folder,
                                                const BertConfig& config);

}  // namespace labelrep

#endif  // LIB_TEXT_BERT_TOKENIZER_H_
