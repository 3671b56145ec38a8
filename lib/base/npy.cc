#include "lib/base/npy.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/check.h"
#include "lib/base/files.h"
#include "lib/base/npy_header.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr size_t kAlignment = 64;
// Digits for which NumPy leaves room, so that the first dimension can grow in place.
constexpr size_t kGrowthDigits = 21;

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
    int64_t from = 0;
    for (size_t i = shape.size(); i-- > 0;) from = from * shape[i] + index[i];
    std::memcpy(target.data() + to, source.data() + static_cast<size_t>(from) * element_size,
                element_size);
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
    case DType::kFloat16:
      return "<f2";
    case DType::kBFloat16:
      break;
  }
  LABELREP_CHECK(false, "NumPy has no bfloat16");
}

}  // namespace

absl::StatusOr<Array> ParseNpy(absl::string_view bytes, absl::string_view name) {
  LABELREP_ASSIGN_OR_RETURN(NpyHeader header, ParseNpyHeader(bytes, name));
  const absl::string_view data = bytes.substr(header.data_offset);
  const int64_t found = static_cast<int64_t>(data.size());
  const absl::StatusOr<int64_t> size =
      CheckedByteSize(header.shape, header.dtype, std::numeric_limits<int64_t>::max());
  if (!size.ok() || *size != found) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, ": offset ", header.data_offset, ": found ", found, " bytes of data, expected ",
        size.ok() ? absl::StrCat(*size) : "more", " for shape (", absl::StrJoin(header.shape, ", "),
        ") with ", ElementSize(header.dtype), "-byte elements; the file is damaged or cut off"));
  }
  const size_t element_size = static_cast<size_t>(ElementSize(header.dtype));
  Array array;
  array.dtype = header.dtype;
  array.bytes = header.fortran_order ? RowMajorFromFortran(data, header.shape, element_size)
                                     : std::string(data);
  array.shape = std::move(header.shape);
  if (header.big_endian) SwapBytes(array.bytes, element_size);
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
  std::string bytes("\x93NUMPY\x01\x00", 8);
  const size_t unpadded = bytes.size() + 2 + header.size() + 1;
  header.append(kAlignment - unpadded % kAlignment, ' ');
  header += '\n';
  LABELREP_CHECK(header.size() <= 0xffff, "more dimensions than version 1.0 can hold");
  bytes += static_cast<char>(header.size() & 0xff);
  bytes += static_cast<char>(header.size() >> 8);
  return absl::StrCat(bytes, header, array.bytes);
}

}  // namespace labelrep
