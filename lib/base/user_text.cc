#include "lib/base/user_text.h"

#include <algorithm>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr absl::string_view kUtf8Mark("\xEF\xBB\xBF", 3);
constexpr absl::string_view kUtf16LittleMark("\xFF\xFE", 2);
constexpr absl::string_view kUtf16BigMark("\xFE\xFF", 2);
constexpr absl::string_view kUtf32LittleMark("\xFF\xFE\0\0", 4);
constexpr absl::string_view kUtf32BigMark("\0\0\xFE\xFF", 4);

// Of bytes that are not UTF-8; empty where they do not tell.
absl::string_view EncodingOf(absl::string_view bytes) {
  if (absl::StartsWith(bytes, kUtf32LittleMark) || absl::StartsWith(bytes, kUtf32BigMark)) {
    return "UTF-32";
  }
  if (absl::StartsWith(bytes, kUtf16LittleMark) || absl::StartsWith(bytes, kUtf16BigMark)) {
    return "UTF-16";
  }
  // Most letters of most names are a NUL and another byte in UTF-16.
  const auto nuls = std::count(bytes.begin(), bytes.end(), '\0');
  return bytes.size() % 2 == 0 && nuls * 4 >= static_cast<int64_t>(bytes.size()) ? "UTF-16" : "";
}

// Bytes of the character that begins here, or 0 where it is not well-formed.
size_t CharacterLength(absl::string_view bytes) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(bytes[i]); };
  const uint8_t first = byte(0);
  if (first < 0x80) return 1;
  const size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (first < 0xC2 || first > 0xF4 || bytes.size() < length) return 0;
  // Not longer than needed, no surrogate, at most U+10FFFF.
  const uint8_t lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const uint8_t highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < lowest || byte(1) > highest) return 0;
  for (size_t i = 2; i < length; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  }
  return length;
}

}  // namespace

size_t ValidUtf8Prefix(absl::string_view bytes) {
  size_t valid = 0;
  while (valid < bytes.size()) {
    const size_t length = CharacterLength(bytes.substr(valid));
    if (length == 0) break;
    valid += length;
  }
  return valid;
}

absl::StatusOr<absl::string_view> CheckedUserText(absl::string_view bytes, absl::string_view name) {
  const size_t good = std::min(ValidUtf8Prefix(bytes), bytes.find('\0'));
  if (good >= bytes.size()) return absl::StripPrefix(bytes, kUtf8Mark);
  if (const absl::string_view encoding = EncodingOf(bytes); !encoding.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": is ", encoding, " text; expected UTF-8; save it as UTF-8"));
  }
  const auto line = 1 + std::count(bytes.begin(), bytes.begin() + good, '\n');
  return absl::InvalidArgumentError(absl::StrCat(
      name, ": line ", line, ", byte ", good, " of the file is 0x",
      absl::Hex(static_cast<uint8_t>(bytes[good]), absl::kZeroPad2),
      bytes[good] == '\0' ? "; expected text, which has no such byte"
                          : ", which is not UTF-8; expected UTF-8; save the file as UTF-8"));
}

absl::StatusOr<std::string> ReadTextFile(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  LABELREP_ASSIGN_OR_RETURN(const absl::string_view text, CheckedUserText(bytes, path));
  return std::string(text);
}

}  // namespace labelrep
