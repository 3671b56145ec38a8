// The first half of BERT's tokenizer: a text to words and punctuation marks. Reference:
// BasicTokenizer of https://github.com/google-research/bert (tokenization.py).
#ifndef LIB_TEXT_BASIC_TOKENIZER_H_
#define LIB_TEXT_BASIC_TOKENIZER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace labelrep {

struct BasicTokenizerOptions {
  bool lower_case = true;
  // Decomposes characters (Unicode's NFD) and drops their accents.
  bool strip_accents = true;
  // Takes each Chinese character for a word.
  bool split_chinese = true;
};

// The words and marks of `text` in their order, in UTF-8: separated by white space, each
// punctuation mark by itself ("ice-cream" is ice, -, cream; "_" is a mark too), control characters
// left out. INVALID_ARGUMENT with the offset where `text` is not UTF-8.
absl::StatusOr<std::vector<std::string>> BasicTokens(absl::string_view text,
                                                     const BasicTokenizerOptions& options);

}  // namespace labelrep

#endif  // LIB_TEXT_BASIC_TOKENIZER_H_
