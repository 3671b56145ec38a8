// Tensors by name, in an order that matters to whoever keeps them.
#ifndef LIB_BASE_NAMED_TENSORS_H_
#define LIB_BASE_NAMED_TENSORS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ATen/core/Tensor.h"
#include "absl/strings/string_view.h"

namespace labelrep {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

// An undefined tensor where there is none of that name.
inline at::Tensor FindTensor(const NamedTensors& tensors, absl::string_view name) {
  for (const auto& [own_name, tensor] : tensors) {
    if (own_name == name) return tensor;
  }
  return {};
}

inline std::vector<std::string> NamesOf(const NamedTensors& tensors) {
  std::vector<std::string> names;
  for (const auto& [name, tensor] : tensors) names.push_back(name);
  return names;
}

inline int64_t CountElements(const NamedTensors& tensors) {
  int64_t count = 0;
  for (const auto& [name, tensor] : tensors) count += tensor.numel();
  return count;
}

// Handles on the same tensors.
inline std::vector<at::Tensor> TensorsOf(const NamedTensors& tensors) {
  std::vector<at::Tensor> values;
  for (const auto& [name, tensor] : tensors) values.push_back(tensor);
  return values;
}

}  // namespace labelrep

#endif  // LIB_BASE_NAMED_TENSORS_H_
