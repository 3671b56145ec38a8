#include "lib/eval/weights.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "c10/core/GradMode.h"
#include "lib/base/status_macros.h"
#include "lib/base/tensor_array.h"

namespace labelrep {
namespace {

std::map<std::string, at::Tensor> ParametersAndBuffers(const Classifier& model) {
  std::map<std::string, at::Tensor> tensors;
  for (const NamedTensors& part : {model.Parameters(), model.Buffers()}) {
    tensors.insert(part.begin(), part.end());
  }
  return tensors;
}

absl::Status CheckTensor(absl::string_view file, const std::string& name, const Array& found,
                         const at::Tensor& expected) {
  switch (found.dtype) {
    case DType::kFloat32:
    case DType::kFloat64:
    case DType::kFloat16:
    case DType::kBFloat16:
      break;
    default:
      return absl::InvalidArgumentError(absl::StrCat(
          file, ": tensor ", name, " is of whole numbers; expected F32, F64, F16 or BF16"));
  }
  if (found.shape != expected.sizes().vec()) {
    return absl::InvalidArgumentError(absl::StrCat(
        file, ": tensor ", name, " has shape [", absl::StrJoin(found.shape, ", "), "], expected [",
        absl::StrJoin(expected.sizes().vec(), ", "),
        "]: are these the weights of another encoder, label shape or size of images?"));
  }
  return absl::OkStatus();
}

// Of the tensors in the file, by their names in the model.
using FoundTensors = std::map<std::string, const Array*>;

// What stands before the name of one of the model's tensors in the file, and so before all: the
// shortest, as that name may end others.
std::string PrefixOf(const Safetensors& weights, const std::map<std::string, at::Tensor>& targets) {
  if (targets.empty()) return "";
  const std::string& target = targets.begin()->first;
  std::optional<absl::string_view> shortest;
  for (const auto& [name, array] : weights.tensors) {
    absl::string_view prefix = name;
    if (!absl::ConsumeSuffix(&prefix, target)) continue;
    if (!prefix.empty() && !absl::EndsWith(prefix, ".")) continue;
    if (!shortest.has_value() || prefix.size() < shortest->size()) shortest = prefix;
  }
  return std::string(shortest.value_or(""));
}

FoundTensors FindTensors(const Safetensors& weights, const std::string& prefix) {
  FoundTensors found;
  for (const auto& [name, array] : weights.tensors) {
    // How many batches were seen: of no use to a model that is evaluated.
    if (name == "num_batches_tracked" || absl::EndsWith(name, ".num_batches_tracked")) continue;
    found.emplace(absl::StripPrefix(name, prefix), &array);
  }
  return found;
}

}  // namespace

Safetensors WeightsOf(const Classifier& model, std::map<std::string, std::string> metadata) {
  Safetensors weights;
  weights.metadata = std::move(metadata);
  for (const auto& [name, tensor] : ParametersAndBuffers(model)) {
    weights.tensors.emplace_back(name, ArrayFromTensor(tensor));
  }
  return weights;
}

absl::Status SetWeights(const Safetensors& weights, absl::string_view name, Classifier& model) {
  const std::map<std::string, at::Tensor> targets = ParametersAndBuffers(model);
  const FoundTensors found = FindTensors(weights, PrefixOf(weights, targets));
  for (const auto& [tensor_name, array] : found) {
    const auto target = targets.find(tensor_name);
    if (target == targets.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat(name, ": tensor ", tensor_name,
                       " is not one of the model's: are these the weights of another encoder?"));
    }
    LABELREP_RETURN_IF_ERROR(CheckTensor(name, tensor_name, *array, target->second));
  }
  for (const auto& [tensor_name, target] : targets) {
    if (!found.contains(tensor_name)) {
      return absl::InvalidArgumentError(
          absl::StrCat(name, ": tensor ", tensor_name, " is missing, which the model has"));
    }
  }
  const c10::AutoGradMode no_grad(false);
  for (const auto& [tensor_name, array] : found) {
    at::Tensor target = targets.at(tensor_name);
    target.copy_(TensorFromArray(*array));
  }
  return absl::OkStatus();
}

absl::Status LoadWeights(const std::string& path, Classifier& model) {
  LABELREP_ASSIGN_OR_RETURN(const Safetensors weights, ReadSafetensors(path));
  return SetWeights(weights, path, model);
}

}  // namespace labelrep
