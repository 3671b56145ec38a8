#include "lib/base/array.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/base/check.h"

namespace labelrep {
namespace {

static_assert(std::endian::native == std::endian::little, "Array holds little-endian elements");

template <typename T>
double Load(const char* element) {
  T value;
  std::memcpy(&value, element, sizeof(value));
  return static_cast<double>(value);
}

double LoadBFloat16(const char* element) {
  uint16_t upper;
  std::memcpy(&upper, element, sizeof(upper));
  return std::bit_cast<float>(static_cast<uint32_t>(upper) << 16);
}

// IEEE 754 binary16: 5 bits of exponent, 10 of fraction.
double LoadFloat16(const char* element) {
  uint16_t bits;
  std::memcpy(&bits, element, sizeof(bits));
  const int exponent = bits >> 10 & 0x1F;
  const int fraction = bits & 0x3FF;
  double value = 0;
  if (exponent == 0x1F) {
    value = fraction == 0 ? std::numeric_limits<double>::infinity()
                          : std::numeric_limits<double>::quiet_NaN();
  } else if (exponent == 0) {
    value = std::ldexp(fraction, -24);
  } else {
    value = std::ldexp(fraction + 0x400, exponent - 25);
  }
  return bits >> 15 ? -value : value;
}

double LoadAny(DType dtype, const char* element) {
  switch (dtype) {
    case DType::kUint8:
      return Load<uint8_t>(element);
    case DType::kInt32:
      return Load<int32_t>(element);
    case DType::kInt64:
      return Load<int64_t>(element);
    case DType::kFloat32:
      return Load<float>(element);
    case DType::kFloat64:
      return Load<double>(element);
    case DType::kBFloat16:
      return LoadBFloat16(element);
    case DType::kFloat16:
      return LoadFloat16(element);
  }
  LABELREP_CHECK(false, "not a DType");
}

// "[1, 20]": the position in the array of its flat-th element.
std::string IndexText(const std::vector<int64_t>& shape, int64_t flat) {
  std::vector<int64_t> index(shape.size());
  for (size_t i = shape.size(); i-- > 0;) {
    index[i] = flat % shape[i];
    flat /= shape[i];
  }
  return absl::StrCat("[", absl::StrJoin(index, ", "), "]");
}

}  // namespace

int64_t ElementSize(DType dtype) {
  switch (dtype) {
    case DType::kUint8:
      return 1;
    case DType::kBFloat16:
    case DType::kFloat16:
      return 2;
    case DType::kInt32:
    case DType::kFloat32:
      return 4;
    case DType::kInt64:
    case DType::kFloat64:
      return 8;
  }
  LABELREP_CHECK(false, "not a DType");
}

int64_t Array::NumElements() const {
  int64_t count = 1;
  for (int64_t dimension : shape) count *= dimension;
  return count;
}

Array Array::FromFloats(std::vector<int64_t> shape, const std::vector<float>& values) {
  Array array;
  array.shape = std::move(shape);
  LABELREP_CHECK(array.NumElements() == static_cast<int64_t>(values.size()),
                 "the number of values is not the product of the shape");
  array.bytes.resize(values.size() * sizeof(float));
  if (!values.empty()) std::memcpy(array.bytes.data(), values.data(), array.bytes.size());
  return array;
}

absl::StatusOr<std::vector<float>> Array::ToFiniteFloats() const {
  const int64_t size = ElementSize(dtype);
  const int64_t count = NumElements();
  LABELREP_CHECK(static_cast<int64_t>(bytes.size()) == count * size,
                 "the bytes do not fit the shape");
  std::vector<float> floats(static_cast<size_t>(count));
  for (int64_t i = 0; i < count; ++i) {
    const double value = LoadAny(dtype, bytes.data() + i * size);
    // Converting a double beyond the largest float is undefined.
    if (!std::isfinite(value) || std::abs(value) > std::numeric_limits<float>::max()) {
      return absl::InvalidArgumentError(
          absl::StrCat("element ", IndexText(shape, i), " is ", value,
                       "; expected a finite number that a float can hold"));
    }
    floats[static_cast<size_t>(i)] = static_cast<float>(value);
  }
  return floats;
}

absl::StatusOr<int64_t> CheckedByteSize(const std::vector<int64_t>& shape, DType dtype,
                                        int64_t limit_bytes) {
  const std::string text = absl::StrCat("shape [", absl::StrJoin(shape, ", "), "]");
  bool empty = false;
  for (int64_t dimension : shape) {
    if (dimension < 0) {
      return absl::InvalidArgumentError(absl::StrCat(text, " has a negative dimension"));
    }
    if (dimension == 0) empty = true;
  }
  if (empty) return 0;
  int64_t size = ElementSize(dtype);
  bool fits = size <= limit_bytes;
  for (int64_t dimension : shape) {
    fits = fits && dimension <= limit_bytes / size;
    if (fits) size *= dimension;
  }
  if (!fits) {
    return absl::InvalidArgumentError(absl::StrCat(text, " of ", ElementSize(dtype),
                                                   "-byte elements needs more than the ",
                                                   limit_bytes, " bytes there are"));
  }
  return size;
}

}  // namespace labelrep
