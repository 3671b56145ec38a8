// Where a model's tensors lie: the device, and the order of convolution weights in memory, which
// changes speed and rounding.
#ifndef LIB_EVAL_MODEL_STORAGE_H_
#define LIB_EVAL_MODEL_STORAGE_H_

#include "c10/core/Device.h"
#include "c10/core/MemoryFormat.h"
#include "c10/core/ScalarType.h"
#include "lib/eval/classifier.h"
#include "results/run.pb.h"

namespace labelrep {

// Contiguous for a recipe that names none.
at::MemoryFormat MemoryFormatOf(const Recipe& recipe);

// All keep the identity of the model's tensors, to which optimizers and names refer, but not their
// storage. MoveTo throws c10::Error where the device has no room.
void MoveTo(at::Device device, Classifier& model);
void ConvertTo(at::ScalarType dtype, Classifier& model);
// Of the parameters of four dimensions.
void SetMemoryFormat(at::MemoryFormat format, Classifier& model);

}  // namespace labelrep

#endif  // LIB_EVAL_MODEL_STORAGE_H_
