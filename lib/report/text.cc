#include "lib/report/text.h"

#include <cstdint>

namespace labelrep {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";

struct CodePoint {
  uint32_t value = 0;
  int bytes = 0;  // 0 where the text does not go on with valid UTF-8
};

int SequenceLength(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

CodePoint Decode(std::string_view text) {
  const int length = SequenceLength(static_cast<unsigned char>(text[0]));
  if (length == 0 || static_cast<size_t>(length) > text.size()) return {};
  uint32_t value =
      length == 1 ? text[0] : static_cast<unsigned char>(text[0]) & (0xFF >> (length + 1));
  for (int i = 1; i < length; ++i) {
    const unsigned char byte = text[i];
    if ((byte & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte & 0x3F);
  }
  constexpr uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value < 0xE000;
  if (value < kSmallest[length] || value > 0x10FFFF || surrogate) return {};
  return {value, length};
}

// Calls `visit` with each code point and its bytes; broken bytes come as value 0xFFFD with its
// bytes.
template <typename Visitor>
void ForEachCodePoint(std::string_view text, Visitor visit) {
  while (!text.empty()) {
    const CodePoint point = Decode(text);
    if (point.bytes == 0) {
      visit(uint32_t{0xFFFD}, std::string_view(kReplacement));
      text.remove_prefix(1);
    } else {
      visit(point.value, text.substr(0, point.bytes));
      text.remove_prefix(point.bytes);
    }
  }
}

bool IsControl(uint32_t value) {
  return value < 0x20 || (value >= 0x7F && value < 0xA0) || value == 0x2028 || value == 0x2029;
}

bool IsCombining(uint32_t value) {
  return (value >= 0x300 && value < 0x370) || (value >= 0x200B && value < 0x2010) ||
         (value >= 0x20D0 && value < 0x2100) || (value >= 0xFE00 && value < 0xFE10);
}

bool IsWide(uint32_t value) {
  return (value >= 0x1100 && value < 0x1160) || (value >= 0x2E80 && value < 0xA4D0) ||
         (value >= 0xAC00 && value < 0xD7A4) || (value >= 0xF900 && value < 0xFB00) ||
         (value >= 0xFE30 && value < 0xFE70) || (value >= 0xFF00 && value < 0xFF61) ||
         (value >= 0x1F300 && value < 0x1F650) || (value >= 0x1F900 && value < 0x1FA00) ||
         (value >= 0x20000 && value < 0x40000);
}

}  // namespace

std::string ValidUtf8(std::string_view text) {
  std::string result;
  ForEachCodePoint(text, [&](uint32_t, std::string_view bytes) { result += bytes; });
  return result;
}

std::string OneLine(std::string_view text) {
  std::string result;
  ForEachCodePoint(text, [&](uint32_t value, std::string_view bytes) {
    if (IsControl(value)) {
      result += ' ';
    } else {
      result += bytes;
    }
  });
  return result;
}

int DisplayWidth(std::string_view text) {
  int width = 0;
  ForEachCodePoint(text, [&](uint32_t value, std::string_view) {
    if (!IsCombining(value)) width += IsWide(value) ? 2 : 1;
  });
  return width;
}

}  // namespace labelrep
