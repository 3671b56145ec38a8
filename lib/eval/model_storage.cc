#include "lib/eval/model_storage.h"

namespace labelrep {

at::MemoryFormat MemoryFormatOf(const Recipe& recipe) {
  return recipe.memory_format() == Recipe::CHANNELS_LAST ? at::MemoryFormat::ChannelsLast
                                                         : at::MemoryFormat::Contiguous;
}

void MoveTo(at::Device device, Classifier& model) {
  for (const NamedTensors& tensors : {model.Parameters(), model.Buffers()}) {
    for (const auto& [name, tensor] : tensors) tensor.set_data(tensor.detach().to(device));
  }
}

void ConvertTo(at::ScalarType dtype, Classifier& model) {
  for (const NamedTensors& tensors : {model.Parameters(), model.Buffers()}) {
    for (const auto& [name, tensor] : tensors) tensor.set_data(tensor.detach().to(dtype));
  }
}

void SetMemoryFormat(at::MemoryFormat format, Classifier& model) {
  for (const auto& [name, parameter] : model.Parameters()) {
    if (parameter.dim() == 4) parameter.set_data(parameter.detach().contiguous(format));
  }
}

}  // namespace labelrep
