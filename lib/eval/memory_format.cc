#include "lib/eval/memory_format.h"

namespace labelrep {

at::MemoryFormat MemoryFormatOf(const Recipe& recipe) {
  return recipe.memory_format() == Recipe::CHANNELS_LAST ? at::MemoryFormat::ChannelsLast
                                                         : at::MemoryFormat::Contiguous;
}

void SetMemoryFormat(torch::nn::Module& model, at::MemoryFormat format) {
  for (at::Tensor& parameter : model.parameters()) {
    if (parameter.dim() == 4) parameter.set_data(parameter.detach().contiguous(format));
  }
}

}  // namespace labelrep
