#include "lib/base/npy_header.h"

#include <charconv>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr absl::string_view kMagic = "\x93NUMPY";
constexpr size_t kMaxDimensions = 64;  // as NumPy 2

// The part of a file that holds the header's dictionary.
struct Span {
  size_t start;
  size_t length;
};

uint32_t LoadLittleEndian(absl::string_view bytes) {
  uint32_t value = 0;
  for (size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

absl::StatusOr<Span> FindDictionary(absl::string_view bytes, absl::string_view name) {
  if (!absl::StartsWith(bytes, kMagic)) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": offset 0: found \"", Printable(bytes.substr(0, 6)),
                     "\", expected \"\\x93NUMPY\"; is it a file written by numpy.save?"));
  }
  if (bytes.size() < 8) {
    return absl::InvalidArgumentError(absl::StrCat(name, ": ends at offset ", bytes.size(),
                                                   ", expected the .npy format version there"));
  }
  const int major = static_cast<unsigned char>(bytes[6]);
  const int minor = static_cast<unsigned char>(bytes[7]);
  if (major < 1 || major > 3 || minor != 0) {
    return absl::InvalidArgumentError(absl::StrCat(name, ": offset 6: .npy format version ", major,
                                                   ".", minor, ", expected 1.0, 2.0 or 3.0"));
  }
  const size_t start = major == 1 ? 10 : 12;
  if (bytes.size() < start) {
    return absl::InvalidArgumentError(absl::StrCat(name, ": ends at offset ", bytes.size(),
                                                   ", expected the .npy header's length there"));
  }
  const size_t length = LoadLittleEndian(bytes.substr(8, start - 8));
  if (length > bytes.size() - start) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": offset 8: .npy header of ", length, " bytes, but only ",
                     bytes.size() - start, " bytes follow; the file is damaged or cut off"));
  }
  return Span{start, length};
}

// Reads the Python dictionary: string keys; a string, a bool and a tuple of integers as values.
class DictionaryParser {
 public:
  DictionaryParser(absl::string_view bytes, Span span, absl::string_view name)
      : text_(bytes.substr(span.start, span.length)), offset_(span.start), name_(name) {}

  absl::StatusOr<NpyHeader> Parse() {
    LABELREP_RETURN_IF_ERROR(Expect('{'));
    while (!Consume('}')) {
      LABELREP_RETURN_IF_ERROR(ParseEntry());
      if (Consume(',')) continue;
      LABELREP_RETURN_IF_ERROR(Expect('}'));
      break;
    }
    SkipSpace();
    if (position_ != text_.size()) return Error("the end of the header");
    if (!has_descr_ || !has_fortran_order_ || !has_shape_) {
      return Error("the keys 'descr', 'fortran_order' and 'shape'");
    }
    header_.data_offset = offset_ + text_.size();
    return std::move(header_);
  }

 private:
  absl::Status ParseEntry() {
    const size_t start = position_;
    LABELREP_ASSIGN_OR_RETURN(const absl::string_view key, ParseString("a key in quotes"));
    LABELREP_RETURN_IF_ERROR(Expect(':'));
    if (key == "descr" && !std::exchange(has_descr_, true)) return ParseDescr();
    if (key == "fortran_order" && !std::exchange(has_fortran_order_, true)) return ParseBool();
    if (key == "shape" && !std::exchange(has_shape_, true)) return ParseShape();
    position_ = start;
    return Error("the keys 'descr', 'fortran_order' and 'shape', once each");
  }

  absl::StatusOr<absl::string_view> ParseString(absl::string_view expected) {
    SkipSpace();
    const char quote = position_ < text_.size() ? text_[position_] : '\0';
    const size_t end =
        quote == '\'' || quote == '"' ? text_.find(quote, position_ + 1) : absl::string_view::npos;
    if (end == absl::string_view::npos) return Error(expected);
    const absl::string_view value = text_.substr(position_ + 1, end - position_ - 1);
    position_ = end + 1;
    return value;
  }

  absl::Status ParseDescr() {
    static constexpr std::pair<absl::string_view, DType> kTypes[] = {
        {"u1", DType::kUint8}, {"f2", DType::kFloat16}, {"i4", DType::kInt32},
        {"i8", DType::kInt64}, {"f4", DType::kFloat32}, {"f8", DType::kFloat64}};
    const size_t start = position_;
    LABELREP_ASSIGN_OR_RETURN(const absl::string_view descr,
                              ParseString("a plain dtype in quotes, such as '<f4'"));
    for (const auto& [code, dtype] : kTypes) {
      if (descr.size() != 3 || descr.substr(1) != code) continue;
      if (descr[0] != '<' && descr[0] != '>' && !(descr[0] == '|' && code == "u1")) continue;
      header_.dtype = dtype;
      header_.big_endian = descr[0] == '>';
      return absl::OkStatus();
    }
    position_ = start;
    return Error(absl::StrCat("dtype u1, i4, i8, f2, f4 or f8",
                              absl::StrContains(descr, 'O') ? ", not Python objects" : "",
                              "; convert with array.astype('float32') before numpy.save"));
  }

  absl::Status ParseBool() {
    SkipSpace();
    for (const bool value : {true, false}) {
      const absl::string_view word = value ? "True" : "False";
      if (!absl::StartsWith(text_.substr(position_), word)) continue;
      position_ += word.size();
      header_.fortran_order = value;
      return absl::OkStatus();
    }
    return Error("True or False");
  }

  absl::Status ParseShape() {
    LABELREP_RETURN_IF_ERROR(Expect('('));
    while (!Consume(')')) {
      SkipSpace();
      int64_t dimension = -1;
      const char* begin = text_.data() + position_;
      const auto result = std::from_chars(begin, text_.data() + text_.size(), dimension);
      if (result.ec != std::errc() || dimension < 0) return Error("a dimension, 0 to 2^63 - 1");
      if (header_.shape.size() == kMaxDimensions) return Error("at most 64 dimensions");
      position_ += static_cast<size_t>(result.ptr - begin);
      header_.shape.push_back(dimension);
      if (Consume(',')) continue;
      return Expect(')');
    }
    return absl::OkStatus();
  }

  void SkipSpace() {
    while (position_ < text_.size() && (text_[position_] == ' ' || text_[position_] == '\n')) {
      ++position_;
    }
  }

  bool Consume(char expected) {
    SkipSpace();
    if (position_ >= text_.size() || text_[position_] != expected) return false;
    ++position_;
    return true;
  }

  absl::Status Expect(char expected) {
    if (Consume(expected)) return absl::OkStatus();
    return Error(absl::StrCat("'", std::string(1, expected), "'"));
  }

  absl::Status Error(absl::string_view expected) {
    SkipSpace();
    return absl::InvalidArgumentError(
        absl::StrCat(name_, ": .npy header at offset ", offset_ + position_, ": found \"",
                     Printable(text_.substr(position_, 20)), "\", expected ", expected));
  }

  absl::string_view text_;
  size_t offset_;
  absl::string_view name_;
  size_t position_ = 0;
  NpyHeader header_;
  bool has_descr_ = false;
  bool has_fortran_order_ = false;
  bool has_shape_ = false;
};

}  // namespace

absl::StatusOr<NpyHeader> ParseNpyHeader(absl::string_view bytes, absl::string_view name) {
  LABELREP_ASSIGN_OR_RETURN(const Span span, FindDictionary(bytes, name));
  return DictionaryParser(bytes, span, name).Parse();
}

}  // namespace labelrep
