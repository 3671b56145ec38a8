#include "lib/text/basic_tokenizer.h"

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/check.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"
#include "utf8proc.h"

namespace labelrep {
namespace {

constexpr int32_t kReplacementCharacter = 0xfffd;

const utf8proc_uint8_t* Bytes(absl::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

absl::StatusOr<std::vector<int32_t>> CodePoints(absl::string_view text) {
  std::vector<int32_t> code_points;
  for (size_t i = 0; i < text.size();) {
    utf8proc_int32_t code_point = 0;
    const utf8proc_ssize_t length = utf8proc_iterate(
        Bytes(text) + i, static_cast<utf8proc_ssize_t>(text.size() - i), &code_point);
    if (length < 1) {
      return absl::InvalidArgumentError(
          absl::StrCat("\"", Printable(text), "\" is not UTF-8 at offset ", i, "; expected UTF-8"));
    }
    code_points.push_back(code_point);
    i += static_cast<size_t>(length);
  }
  return code_points;
}

// Unicode's canonical decomposition of a valid text.
std::vector<int32_t> Decomposed(absl::string_view text) {
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
  std::vector<int32_t> result;
  // The first call says how much the second needs.
  for (int call = 0; call < 2; ++call) {
    const utf8proc_ssize_t needed =
        utf8proc_decompose(Bytes(text), static_cast<utf8proc_ssize_t>(text.size()), result.data(),
                           static_cast<utf8proc_ssize_t>(result.size()), options);
    LABELREP_CHECK(needed >= 0, "a valid text cannot be decomposed");
    result.resize(static_cast<size_t>(needed));
  }
  return result;
}

bool IsSpace(int32_t c) {
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return true;
  const utf8proc_category_t category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP;
}

// Control characters and formats, and what is not assigned or private.
bool IsLeftOut(int32_t c) {
  const utf8proc_category_t category = utf8proc_category(c);
  return c == kReplacementCharacter || category == UTF8PROC_CATEGORY_CN ||
         category >= UTF8PROC_CATEGORY_CC;
}

// All of ASCII that is neither letter, digit, space nor control, "$" and "^" too.
bool IsPunctuation(int32_t c) {
  if ((c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
      (c >= '{' && c <= '~')) {
    return true;
  }
  const utf8proc_category_t category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

// CJK ideographs; the reference leaves out those of extensions F and later.
bool IsChinese(int32_t c) {
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
         (c >= 0x20000 && c <= 0x2a6df) || (c >= 0x2a700 && c <= 0x2b73f) ||
         (c >= 0x2b740 && c <= 0x2b81f) || (c >= 0x2b820 && c <= 0x2ceaf) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0x2f800 && c <= 0x2fa1f);
}

void AppendUtf8(int32_t c, std::string& text) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length = utf8proc_encode_char(c, bytes);
  text.append(bytes, bytes + length);
}

}  // namespace

absl::StatusOr<std::vector<std::string>> BasicTokens(absl::string_view text,
                                                     const BasicTokenizerOptions& options) {
  LABELREP_ASSIGN_OR_RETURN(std::vector<int32_t> code_points, CodePoints(text));
  if (options.strip_accents) code_points = Decomposed(text);
  std::vector<std::string> tokens(1);
  const auto end_token = [&tokens] {
    if (!tokens.back().empty()) tokens.emplace_back();
  };
  for (int32_t c : code_points) {
    if (options.strip_accents && utf8proc_category(c) == UTF8PROC_CATEGORY_MN) continue;
    if (IsSpace(c)) {
      end_token();
      continue;
    }
    if (IsLeftOut(c)) continue;
    const bool alone = IsPunctuation(c) || (options.split_chinese && IsChinese(c));
    if (alone) end_token();
    AppendUtf8(options.lower_case ? utf8proc_tolower(c) : c, tokens.back());
    if (alone) end_token();
  }
  if (tokens.back().empty()) tokens.pop_back();
  return tokens;
}

}  // namespace labelrep
