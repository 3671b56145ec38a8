#include "lib/eval/weights.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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
  if (found.dtype != DType::kFloat32) {
    return absl::InvalidArgumentError(
        absl::StrCat(file, ": tensor ", name, " is not of dtype F32, which weights have"));
  }
  if (found.shape != expected.sizes().vec()) {
    return absl::InvalidArgumentError(absl::StrCat(
        file, ": tensor ", name, " has shape [", absl::StrJoin(found.shape, ", "), "], expected [",
        absl::StrJoin(expected.sizes().vec(), ", "),
        "]: are these the weights of another encoder, label shape or size of images?"));
  }
  return absl::OkStatus();
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
  for (const auto& [tensor_name, array] : weights.tensors) {
    const auto target = targets.find(tensor_name);
    if (target == targets.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat(name, ": tensor ", tensor_name,
                       " is not one of the model's: are these the weights of another encoder?"));
    }
    LABELREP_RETURN_IF_ERROR(CheckTensor(name, tensor_name, array, target->second));
  }
  for (const auto& [tensor_name, target] : targets) {
    if (weights.Find(tensor_name) == nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat(name, ": tensor ", tensor_name, " is missing, which the model has"));
    }
  }
  const c10::AutoGradMode no_grad(false);
  for (const auto& [tensor_name, array] : weights.tensors) {
    at::Tensor target = targets.at(tensor_name);
    target.copy_(TensorFromArray(array));
  }
  return absl::OkStatus();
}

absl::Status LoadWeights(const std::string& path, Classifier& model) {
  LABELREP_ASSIGN_OR_RETURN(const Safetensors weights, ReadSafetensors(path));
  return SetWeights(weights, path, model);
}

}  // namespace labelrep
