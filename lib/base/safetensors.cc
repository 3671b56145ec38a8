#include "lib/base/safetensors.h"

#include <algorithm>
#include <set>

#include "lib/base/check.h"
#include "lib/base/files.h"
#include "lib/base/safetensors_header.h"
#include "lib/base/status_macros.h"

namespace labelrep {

const Array* Safetensors::Find(absl::string_view name) const {
  for (const auto& [known, array] : tensors) {
    if (known == name) return &array;
  }
  return nullptr;
}

absl::StatusOr<Safetensors> ParseSafetensors(absl::string_view bytes, absl::string_view name) {
  LABELREP_ASSIGN_OR_RETURN(SafetensorsHeader header, ParseSafetensorsHeader(bytes, name));
  const absl::string_view data = bytes.substr(header.data_offset);
  Safetensors content;
  content.metadata = std::move(header.metadata);
  for (SafetensorsHeader::Entry& entry : header.entries) {
    Array array;
    array.dtype = entry.dtype;
    array.shape = std::move(entry.shape);
    array.bytes = std::string(data.substr(entry.begin, entry.end - entry.begin));
    content.tensors.emplace_back(std::move(entry.name), std::move(array));
  }
  return content;
}

absl::StatusOr<Safetensors> ReadSafetensors(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  return ParseSafetensors(bytes, path);
}

std::string EncodeSafetensors(const Safetensors& content) {
  std::vector<const std::pair<std::string, Array>*> order;
  for (const auto& tensor : content.tensors) order.push_back(&tensor);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return ElementSize(a->second.dtype) > ElementSize(b->second.dtype);
  });
  SafetensorsHeader header;
  header.metadata = content.metadata;
  std::set<absl::string_view> names = {"__metadata__"};
  int64_t offset = 0;
  for (const auto* tensor : order) {
    const auto& [name, array] = *tensor;
    const int64_t size = static_cast<int64_t>(array.bytes.size());
    LABELREP_CHECK(names.insert(name).second, "a reserved name, or two tensors of the same name");
    LABELREP_CHECK(size == array.NumElements() * ElementSize(array.dtype),
                   "the bytes do not fit the shape");
    header.entries.push_back({name, array.dtype, array.shape, offset, offset + size});
    offset += size;
  }
  std::string bytes = EncodeSafetensorsHeader(header);
  bytes.reserve(bytes.size() + static_cast<size_t>(offset));
  for (const auto* tensor : order) bytes += tensor->second.bytes;
  return bytes;
}

}  // namespace labelrep
