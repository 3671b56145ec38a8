#include "lib/base/npy.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/check.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr absl::string_view kMagic = "\x93NUMPY";
constexpr size_t kAlignment = 64;
// Digits for which NumPy leaves room, so that the first dimension can grow in place.
constexpr size_t kGrowthDigits = 21;
constexpr size_t kMaxDimensions = 64;  // as NumPy 2

struct Header {
  std::optional<std::string> descr;
  std::optional<bool> fortran_order;
  std::optional<std::vector<int64_t>> shape;
};

// Reads the header's Python dictionary: string keys; string, bool and tuple of integers as values.
class HeaderParser {
 public:
  // `offset`: of the text in the file.
  HeaderParser(absl::string_view text, size_t offset, absl::string_view name)
      : text_(text), offset_(offset), name_(name) {}

  absl::StatusOr<Header> Parse() {
    Header header;
    LABELREP_RETURN_IF_ERROR(Expect('{'));
    while (!Consume('}')) {
      LABELREP_RETURN_IF_ERROR(ParseEntry(header));
      if (Consume(',')) continue;
      LABELREP_RETURN_IF_ERROR(Expect('}'));
      break;
    }
    SkipSpace();
    if (position_ != text_.size()) return Error("the end of the header");
    if (!header.descr || !header.fortran_order || !header.shape) {
      return absl::InvalidArgumentError(absl::StrCat(
          name_, ": the .npy header at offset ", offset_, " is \"", absl::CHexEscape(text_),
          "\"; expected the keys 'descr', 'fortran_order' and 'shape'"));
    }
    return header;
  }

 private:
  absl::Status ParseEntry(Header& header) {
    LABELREP_ASSIGN_OR_RETURN(const std::string key, ParseString("a key in quotes"));
    LABELREP_RETURN_IF_ERROR(Expect(':'));
    if (key == "descr" && !header.descr) {
      LABELREP_ASSIGN_OR_RETURN(header.descr,
                                ParseString("a plain dtype in quotes, such as '<f4'"));
    } else if (key == "fortran_order" && !header.fortran_order) {
      LABELREP_ASSIGN_OR_RETURN(header.fortran_order, ParseBool());
    } else if (key == "shape" && !header.shape) {
      LABELREP_ASSIGN_OR_RETURN(header.shape, ParseShape());
    } else {
      return Error(absl::StrCat("'descr', 'fortran_order' and 'shape' once each, before here '",
                                absl::CHexEscape(key), "'"));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> ParseString(absl::string_view expected) {
    SkipSpace();
    const char quote = position_ < text_.size() ? text_[position_] : '\0';
    const size_t end = quote == '\'' || quote == '"' ? text_.find(quote, position_ + 1)
                                                     : absl::string_view::npos;
    if (end == absl::string_view::npos) return Error(expected);
    std::string value(text_.substr(position_ + 1, end - position_ - 1));
    position_ = end + 1;
    return value;
  }

  absl::StatusOr<bool> ParseBool() {
    SkipSpace();
    for (const bool value : {true, false}) {
      const absl::string_view word = value ? "True" : "False";
      if (absl::StartsWith(text_.substr(position_), word)) {
        position_ += word.size();
        return value;
      }
    }
    return Error("True or False");
  }

  absl::StatusOr<std::vector<int64_t>> ParseShape() {
    std::vector<int64_t> shape;
    LABELREP_RETURN_IF_ERROR(Expect('('));
    while (!Consume(')')) {
      SkipSpace();
      int64_t dimension = -1;
      const char* begin = text_.data() + position_;
      const auto result = std::from_chars(begin, text_.data() + text_.size(), dimension);
      if (result.ec != std::errc() || dimension < 0) return Error("a dimension, 0 to 2^63 - 1");
      position_ += static_cast<size_t>(result.ptr - begin);
      shape.push_back(dimension);
      if (shape.size() > kMaxDimensions) return Error("at most 64 dimensions");
      if (Consume(',')) continue;
      LABELREP_RETURN_IF_ERROR(Expect(')'));
      break;
    }
    return shape;
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

  absl::Status Error(absl::string_view expected) const {
    const absl::string_view found = text_.substr(std::min(position_, text_.size()), 20);
    return absl::InvalidArgumentError(
        absl::StrCat(name_, ": malformed .npy header at offset ", offset_ + position_,
                     ": found \"", absl::CHexEscape(found), "\", expected ", expected));
  }

  absl::string_view text_;
  size_t offset_;
  absl::string_view name_;
  size_t position_ = 0;
};

uint32_t LoadLittleEndian(absl::string_view bytes) {
  uint32_t value = 0;
  for (size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

struct ElementType {
  DType dtype;
  bool big_endian;
};

absl::StatusOr<ElementType> ParseDescr(const std::string& descr, absl::string_view name) {
  static constexpr std::pair<absl::string_view, DType> kTypes[] = {{"u1", DType::kUint8},
                                                                  {"i4", DType::kInt32},
                                                                  {"i8", DType::kInt64},
                                                                  {"f4", DType::kFloat32},
                                                                  {"f8", DType::kFloat64}};
  for (const auto& [code, dtype] : kTypes) {
    if (descr.size() != 3 || descr.substr(1) != code) continue;
    if (descr[0] == '<' || descr[0] == '>') return ElementType{dtype, descr[0] == '>'};
    if (descr[0] == '|' && dtype == DType::kUint8) return ElementType{dtype, false};
  }
  return absl::InvalidArgumentError(absl::StrCat(
      name, ": dtype '", absl::CHexEscape(descr), "' in the .npy header",
      absl::StrContains(descr, 'O') ? " (Python objects)" : "",
      "; expected u1, i4, i8, f4 or f8; convert with array.astype('float32') before numpy.save"));
}

// Finds the header's text in the file, and with it where the data starts.
absl::StatusOr<std::pair<size_t, size_t>> HeaderSpan(absl::string_view bytes,
                                                     absl::string_view name) {
  if (!absl::StartsWith(bytes, kMagic)) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": offset 0: found \"", absl::CHexEscape(bytes.substr(0, 6)),
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
  return std::make_pair(start, length);
}

void SwapBytes(std::string& bytes, size_t element_size) {
  for (size_t i = 0; i + element_size <= bytes.size(); i += element_size) {
    std::reverse(bytes.begin() + i, bytes.begin() + i + element_size);
  }
}

// The same array with its last dimension running fastest instead of its first.
std::string RowMajorFromFortran(absl::string_view source, const std::vector<int64_t>& shape,
                                size_t element_size) {
  std::string target(source.size(), '\0');
  std::vector<int64_t> index(shape.size(), 0);
  for (size_t to = 0; to < source.size(); to += element_size) {
    size_t from = 0;
    for (size_t i = shape.size(); i-- > 0;) from = from * shape[i] + index[i];
    std::memcpy(target.data() + to, source.data() + from * element_size, element_size);
    for (size_t i = shape.size(); i-- > 0;) {
      if (++index[i] < shape[i]) break;
      index[i] = 0;
    }
  }
  return target;
}

std::string Descr(DType dtype) {
  switch (dtype) {
    case DType::kUint8:
      return "|u1";
    case DType::kInt32:
      return "<i4";
    case DType::kInt64:
      return "<i8";
    case DType::kFloat32:
      return "<f4";
    case DType::kFloat64:
      return "<f8";
    case DType::kBFloat16:
      break;
  }
  LABELREP_CHECK(false, ".npy has no such dtype");
}

}  // namespace

absl::StatusOr<Array> ParseNpy(absl::string_view bytes, absl::string_view name) {
  LABELREP_ASSIGN_OR_RETURN(const auto span, HeaderSpan(bytes, name));
  const auto [start, length] = span;
  LABELREP_ASSIGN_OR_RETURN(Header header,
                            HeaderParser(bytes.substr(start, length), start, name).Parse());
  LABELREP_ASSIGN_OR_RETURN(const ElementType type, ParseDescr(*header.descr, name));
  const absl::string_view data = bytes.substr(start + length);
  const absl::StatusOr<int64_t> size =
      CheckedByteSize(*header.shape, type.dtype, static_cast<int64_t>(data.size()));
  if (!size.ok() || *size != static_cast<int64_t>(data.size())) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, ": offset ", start + length, ": found ", data.size(), " bytes of data, expected ",
        size.ok() ? absl::StrCat(*size) : "more", " for shape (",
        absl::StrJoin(*header.shape, ", "), ") of dtype ", *header.descr,
        "; the file is damaged or cut off"));
  }
  Array array;
  array.dtype = type.dtype;
  array.shape = *std::move(header.shape);
  const size_t element_size = static_cast<size_t>(ElementSize(type.dtype));
  array.bytes = *header.fortran_order ? RowMajorFromFortran(data, array.shape, element_size)
                                      : std::string(data);
  if (type.big_endian) SwapBytes(array.bytes, element_size);
  return array;
}

absl::StatusOr<Array> ReadNpy(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  return ParseNpy(bytes, path);
}

std::string EncodeNpy(const Array& array) {
  std::string shape = absl::StrJoin(array.shape, ", ");
  if (array.shape.size() == 1) shape += ",";
  std::string header = absl::StrCat("{'descr': '", Descr(array.dtype),
                                    "', 'fortran_order': False, 'shape': (", shape, "), }");
  if (!array.shape.empty()) {
    header.append(kGrowthDigits - absl::StrCat(array.shape[0]).size(), ' ');
  }
  const size_t before = kMagic.size() + 4;
  header.append(kAlignment - (before + header.size() + 1) % kAlignment, ' ');
  header += '\n';
  LABELREP_CHECK(header.size() <= 0xffff, "more dimensions than version 1.0 can hold");
  std::string bytes(kMagic);
  bytes += {'\x01', '\x00', static_cast<char>(header.size() & 0xff),
            static_cast<char>(header.size() >> 8)};
  return absl::StrCat(bytes, header, array.bytes);
}

}  // namespace labelrep
