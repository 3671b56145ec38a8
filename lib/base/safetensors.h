// .safetensors files: named arrays with string metadata.
// Reference: https://github.com/huggingface/safetensors (format section of its README).
#ifndef LIB_BASE_SAFETENSORS_H_
#define LIB_BASE_SAFETENSORS_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/array.h"

namespace labelrep {

struct Safetensors {
  std::map<std::string, std::string> metadata;
  // In file order; names are unique.
  std::vector<std::pair<std::string, Array>> tensors;

  // The tensor of that name, or nullptr.
  const Array* Find(absl::string_view name) const;
};

// Parses a whole file; every offset is checked against its length before use. INVALID_ARGUMENT
// naming the tensor or offset, what was found and what was expected.
absl::StatusOr<Safetensors> ParseSafetensors(absl::string_view bytes, absl::string_view name);

absl::StatusOr<Safetensors> ReadSafetensors(const std::string& path);

// Same content, same bytes. Wider elements come first, else in the order given, so that every
// tensor is aligned to its element size. Names and metadata are UTF-8. CHECKs that names are unique
// and that bytes fit shapes.
std::string EncodeSafetensors(const Safetensors& content);

}  // namespace labelrep

#endif  // LIB_BASE_SAFETENSORS_H_
