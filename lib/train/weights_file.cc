#include "lib/train/weights_file.h"

#include "google/protobuf/text_format.h"
#include "lib/base/safetensors.h"
#include "lib/base/tensor_array.h"

namespace labelrep {

std::string EncodeWeightsFile(const NamedTensors& weights, const RunResult& result) {
  Safetensors file;
  file.metadata["format"] = "pt";
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  printer.PrintToString(result.recipe(), &file.metadata["recipe"]);
  file.metadata["recipe_sha256"] = result.recipe_sha256();
  file.metadata["labels_sha256"] = result.labels_sha256();
  for (const auto& [name, tensor] : weights) {
    file.tensors.emplace_back(name, ArrayFromTensor(tensor));
  }
  return EncodeSafetensors(file);
}

}  // namespace labelrep
