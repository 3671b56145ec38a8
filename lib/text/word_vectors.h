// Word vectors in the text form of GloVe (Pennington et al. 2014): a word and its numbers on each
// line, separated by single blanks.
#ifndef LIB_TEXT_WORD_VECTORS_H_
#define LIB_TEXT_WORD_VECTORS_H_

#include <istream>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// Word -> its numbers, as many for each.
using WordVectors = absl::flat_hash_map<std::string, std::vector<float>>;

// The vectors of `words`, the first where a word comes twice; the first line says how many numbers
// there are, and every line is checked to have as many. Memory is bounded by the words and a line
// of 1 MiB. `name` is used in messages. INVALID_ARGUMENT naming the line, what was found and what
// was expected: another count of numbers, a line that is too long, a number of one of `words` that
// is none or not finite; and naming the words that are not there.
absl::StatusOr<WordVectors> ParseWordVectors(std::istream& lines,
                                             const std::vector<std::string>& words,
                                             absl::string_view name);

// Those of a file. NOT_FOUND where it cannot be opened.
absl::StatusOr<WordVectors> ReadWordVectors(const std::string& path,
                                            const std::vector<std::string>& words);

}  // namespace labelrep

#endif  // LIB_TEXT_WORD_VECTORS_H_
