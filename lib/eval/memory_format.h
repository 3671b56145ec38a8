// The order in which a model's convolution weights lie in memory: it changes speed and rounding.
#ifndef LIB_EVAL_MEMORY_FORMAT_H_
#define LIB_EVAL_MEMORY_FORMAT_H_

#include "c10/core/MemoryFormat.h"
#include "results/run.pb.h"
#include "torch/nn/module.h"

namespace labelrep {

// Contiguous for a recipe that names none.
at::MemoryFormat MemoryFormatOf(const Recipe& recipe);

// Lays out the parameters of four dimensions anew. They keep their identity, so that optimizers and
// names still refer to them, but not their storage.
void SetMemoryFormat(torch::nn::Module& model, at::MemoryFormat format);

}  // namespace labelrep

#endif  // LIB_EVAL_MEMORY_FORMAT_H_
