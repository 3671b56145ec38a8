#include "lib/text/word_vectors.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr std::streamsize kMaxLineBytes = 1 << 20;
// A first line of this few numbers is the header of another format: how many words, how long.
constexpr int64_t kMinSize = 2;
constexpr size_t kMaxNamedWords = 10;

// A line cut in two; the fields of `numbers` are not parsed.
struct Line {
  absl::string_view word;
  absl::string_view numbers;
  int64_t count = 0;
};

bool IsNumber(absl::string_view field) {
  double value = 0;
  return absl::SimpleAtod(field, &value);
}

// Cuts a line of vectors of `size` numbers (0: as many as there are). A word may have blanks in it
// (". . ." is one of GloVe's), but ends in no number: then the line has too many.
Line Cut(absl::string_view text, int64_t size) {
  const int64_t blanks = std::count(text.begin(), text.end(), ' ');
  Line line;
  int64_t in_word = size == 0 ? 0 : std::max<int64_t>(blanks - size, 0);
  size_t end = text.find(' ');
  for (; in_word > 0 && end != absl::string_view::npos; --in_word) {
    const size_t next = text.find(' ', end + 1);
    if (IsNumber(text.substr(end + 1, next - end - 1))) break;
    end = next;
  }
  line.word = text.substr(0, end);
  if (end != absl::string_view::npos) line.numbers = text.substr(end + 1);
  line.count = end == absl::string_view::npos
                   ? 0
                   : 1 + std::count(line.numbers.begin(), line.numbers.end(), ' ');
  return line;
}

absl::StatusOr<std::vector<float>> ParseNumbers(const Line& line, absl::string_view place) {
  std::vector<float> values;
  for (absl::string_view field : absl::StrSplit(line.numbers, ' ')) {
    float value = 0;
    if (!absl::SimpleAtof(field, &value) || !std::isfinite(value)) {
      return absl::InvalidArgumentError(
          absl::StrCat(place, ": word \"", Printable(line.word), "\": number ", values.size() + 1,
                       " is \"", Printable(field.substr(0, 20)), "\"; expected a finite number"));
    }
    values.push_back(value);
  }
  return values;
}

absl::Status CheckCount(const Line& line, int64_t size, absl::string_view place) {
  if (size == 0 && line.count < kMinSize) {
    return absl::InvalidArgumentError(
        absl::StrCat(place, ": found \"", Printable(line.word.substr(0, 20)), "\" and ", line.count,
                     " numbers; expected a word and its vector, as GloVe's text files have them, ",
                     "without a header"));
  }
  if (size != 0 && line.count != size) {
    return absl::InvalidArgumentError(
        absl::StrCat(place, ": word \"", Printable(line.word.substr(0, 40)), "\": found ",
                     line.count, " numbers, expected ", size, " as in line 1"));
  }
  return absl::OkStatus();
}

absl::Status CheckAllFound(const std::vector<std::string>& words, const WordVectors& found,
                           absl::string_view name) {
  std::vector<std::string> missing;
  for (const std::string& word : words) {
    if (!found.contains(word)) missing.push_back(absl::StrCat("\"", Printable(word), "\""));
  }
  if (missing.empty()) return absl::OkStatus();
  const size_t count = missing.size();
  if (count > kMaxNamedWords) missing.resize(kMaxNamedWords);
  return absl::InvalidArgumentError(absl::StrCat(
      name, ": no vector of ", absl::StrJoin(missing, ", "),
      count > kMaxNamedWords ? absl::StrCat(" and ", count - kMaxNamedWords, " more") : "",
      "; expected one of each word of the class names"));
}

}  // namespace

absl::StatusOr<WordVectors> ParseWordVectors(std::istream& lines,
                                             const std::vector<std::string>& words,
                                             absl::string_view name) {
  const absl::flat_hash_set<std::string> wanted(words.begin(), words.end());
  WordVectors found;
  std::string buffer(kMaxLineBytes, '\0');
  int64_t size = 0;
  for (int64_t number = 1; lines.getline(buffer.data(), kMaxLineBytes); ++number) {
    // The end of the line counts as read, but where the file ends without one.
    const std::streamsize length = lines.gcount() - (lines.eof() ? 0 : 1);
    absl::string_view text(buffer.data(), static_cast<size_t>(length));
    absl::ConsumeSuffix(&text, "\r");
    const std::string place = absl::StrCat(name, ": line ", number);
    const Line line = Cut(text, size);
    LABELREP_RETURN_IF_ERROR(CheckCount(line, size, place));
    size = line.count;
    if (!wanted.contains(line.word) || found.contains(line.word)) continue;
    LABELREP_ASSIGN_OR_RETURN(found[std::string(line.word)], ParseNumbers(line, place));
  }
  if (lines.bad()) return absl::UnavailableError(absl::StrCat(name, ": cannot be read to its end"));
  if (!lines.eof()) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, ": a line of more than ", kMaxLineBytes - 1,
        " bytes; expected a word and its vector on each, as GloVe's text files have them"));
  }
  if (size == 0)
    return absl::InvalidArgumentError(absl::StrCat(name, ": no line; expected vectors"));
  LABELREP_RETURN_IF_ERROR(CheckAllFound(words, found, name));
  return found;
}

absl::StatusOr<WordVectors> ReadWordVectors(const std::string& path,
                                            const std::vector<std::string>& words) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return absl::NotFoundError(absl::StrCat(
        path, ": cannot be opened; expected GloVe's text file, such as glove.6B.50d.txt"));
  }
  return ParseWordVectors(file, words, path);
}

}  // namespace labelrep
