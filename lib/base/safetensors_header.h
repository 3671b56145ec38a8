// The JSON header of a .safetensors file. Use safetensors.h to read and write whole files.
// Reference: https://github.com/huggingface/safetensors (format section of its README).
#ifndef LIB_BASE_SAFETENSORS_HEADER_H_
#define LIB_BASE_SAFETENSORS_HEADER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/array.h"

namespace labelrep {

struct SafetensorsHeader {
  // Where a tensor lies: bytes [begin, end) of the data, as many as its shape needs.
  struct Entry {
    std::string name;
    DType dtype = DType::kFloat32;
    std::vector<int64_t> shape;
    int64_t begin = 0;
    int64_t end = 0;
  };
  std::map<std::string, std::string> metadata;
  // By place in the file; together they cover the data without gap or overlap.
  std::vector<Entry> entries;
  size_t data_offset = 0;  // in the file
};

// Parses the header of a whole file. `name` is used in messages. INVALID_ARGUMENT naming the tensor
// or offset, what was found and what was expected.
absl::StatusOr<SafetensorsHeader> ParseSafetensorsHeader(absl::string_view bytes,
                                                         absl::string_view name);

// The bytes before the data: the header's length and its text, padded so that the data starts at
// a multiple of 8. Same header, same bytes.
std::string EncodeSafetensorsHeader(const SafetensorsHeader& header);

}  // namespace labelrep

#endif  // LIB_BASE_SAFETENSORS_HEADER_H_
