// Reads the tokens of a JSON text one after another, without recursion and without a tree, for
// formats whose structure the caller knows. Reference: RFC 8259.
#ifndef LIB_BASE_JSON_READER_H_
#define LIB_BASE_JSON_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// Every error is INVALID_ARGUMENT with the offset in the file, what was found and what was
// expected.
class JsonReader {
 public:
  // `offset`: of the text in its file; `name`: of the file. Both are used in messages.
  JsonReader(absl::string_view text, size_t offset, absl::string_view name)
      : text_(text), offset_(offset), name_(name) {}

  // Skips white space, then the character if it is the next one.
  bool Consume(char token);
  absl::Status Expect(char token);

  // A string without its quotes and escapes. Bytes beyond ASCII are not checked to be UTF-8.
  absl::StatusOr<std::string> ReadString();

  // A whole number in [0, 2^63), written with digits only.
  absl::StatusOr<int64_t> ReadCount();

  absl::Status ExpectEnd();

  absl::Status Error(absl::string_view expected) const;

 private:
  void SkipSpace();
  // Appends what follows a backslash.
  absl::Status ReadEscape(std::string& value);
  absl::StatusOr<uint32_t> ReadFourHexDigits();

  absl::string_view text_;
  size_t offset_;
  absl::string_view name_;
  size_t position_ = 0;
};

}  // namespace labelrep

#endif  // LIB_BASE_JSON_READER_H_
