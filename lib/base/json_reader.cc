#include "lib/base/json_reader.h"

#include <charconv>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

void AppendUtf8(uint32_t code_point, std::string& text) {
  const auto append = [&text](uint32_t byte) { text += static_cast<char>(byte); };
  const auto continuation = [](uint32_t bits) { return 0x80 | (bits & 0x3f); };
  if (code_point < 0x80) {
    append(code_point);
  } else if (code_point < 0x800) {
    append(0xc0 | code_point >> 6);
    append(continuation(code_point));
  } else if (code_point < 0x10000) {
    append(0xe0 | code_point >> 12);
    append(continuation(code_point >> 6));
    append(continuation(code_point));
  } else {
    append(0xf0 | code_point >> 18);
    append(continuation(code_point >> 12));
    append(continuation(code_point >> 6));
    append(continuation(code_point));
  }
}

}  // namespace

void JsonReader::SkipSpace() {
  while (position_ < text_.size() && absl::StrContains(" \t\n\r", text_[position_])) ++position_;
}

bool JsonReader::Consume(char token) {
  SkipSpace();
  if (position_ >= text_.size() || text_[position_] != token) return false;
  ++position_;
  return true;
}

absl::Status JsonReader::Expect(char token) {
  if (Consume(token)) return absl::OkStatus();
  return Error(absl::StrCat("'", std::string(1, token), "'"));
}

absl::StatusOr<std::string> JsonReader::ReadString() {
  if (!Consume('"')) return Error("a string");
  std::string value;
  while (position_ < text_.size()) {
    const char c = text_[position_];
    if (static_cast<unsigned char>(c) < 0x20) return Error("no control character in a string");
    ++position_;
    if (c == '"') return value;
    if (c == '\\') {
      LABELREP_RETURN_IF_ERROR(ReadEscape(value));
    } else {
      value += c;
    }
  }
  return Error("the end of a string");
}

absl::Status JsonReader::ReadEscape(std::string& value) {
  static constexpr absl::string_view kCodes = "\"\\/bfnrt";
  static constexpr absl::string_view kCharacters = "\"\\/\b\f\n\r\t";
  const char code = position_ < text_.size() ? text_[position_] : '\0';
  if (code != 'u') {
    const size_t index = kCodes.find(code);
    if (index == absl::string_view::npos) return Error("one of \"\\/bfnrtu after a backslash");
    ++position_;
    value += kCharacters[index];
    return absl::OkStatus();
  }
  ++position_;
  LABELREP_ASSIGN_OR_RETURN(uint32_t code_point, ReadFourHexDigits());
  // Beyond 16 bits a character is written as two surrogates.
  if (code_point >= 0xd800 && code_point < 0xdc00 &&
      absl::StartsWith(text_.substr(position_), "\\u")) {
    position_ += 2;
    LABELREP_ASSIGN_OR_RETURN(const uint32_t low, ReadFourHexDigits());
    if (low < 0xdc00 || low >= 0xe000) return Error("the other half of a surrogate pair before");
    code_point = 0x10000 + ((code_point - 0xd800) << 10) + (low - 0xdc00);
  } else if (code_point >= 0xd800 && code_point < 0xe000) {
    return Error("no half of a surrogate pair before");
  }
  AppendUtf8(code_point, value);
  return absl::OkStatus();
}

absl::StatusOr<uint32_t> JsonReader::ReadFourHexDigits() {
  const absl::string_view digits = text_.substr(position_, 4);
  uint32_t value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (digits.size() != 4 || result.ptr != digits.data() + 4) return Error("four hex digits");
  position_ += 4;
  return value;
}

absl::StatusOr<int64_t> JsonReader::ReadCount() {
  SkipSpace();
  const absl::string_view rest = text_.substr(position_);
  const char* end = rest.data() + rest.size();
  int64_t value = 0;
  const auto result = std::from_chars(rest.data(), end, value);
  const size_t length = static_cast<size_t>(result.ptr - rest.data());
  const bool is_count = result.ec == std::errc() && absl::ascii_isdigit(rest[0]) &&
                        (length == 1 || rest[0] != '0') &&
                        (result.ptr == end || !absl::StrContains(".eE", *result.ptr));
  if (!is_count) return Error("a whole number, 0 to 2^63 - 1");
  position_ += length;
  return value;
}

absl::Status JsonReader::ExpectEnd() {
  SkipSpace();
  return position_ == text_.size() ? absl::OkStatus() : Error("the end of the JSON text");
}

absl::Status JsonReader::Error(absl::string_view expected) const {
  return absl::InvalidArgumentError(
      absl::StrCat(name_, ": offset ", offset_ + position_, ": found \"",
                   Printable(text_.substr(position_, 20)), "\", expected ", expected));
}

}  // namespace labelrep
