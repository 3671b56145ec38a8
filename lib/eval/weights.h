// A model's weights in .safetensors files: parameters and buffers (batch norm's running statistics)
// by their names in the module tree, float32, row-major.
#ifndef LIB_EVAL_WEIGHTS_H_
#define LIB_EVAL_WEIGHTS_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/base/safetensors.h"
#include "lib/eval/classifier.h"

namespace labelrep {

// A copy, with names in sorted order. `metadata` says what the weights are of (the run's
// configuration).
Safetensors WeightsOf(const Classifier& model, std::map<std::string, std::string> metadata);

// Copies into the model's tensors, which keep their device and memory format. Also takes what
// PyTorch's state_dict has beside that: one prefix before all names ("module." of
// DataParallel), batch norm's counters num_batches_tracked, which are left out, and float16,
// bfloat16 and float64 values, which become float32. Changes nothing and returns INVALID_ARGUMENT
// naming `name` (the file) and the tensor where one is missing, unexpected, or of another shape or
// dtype.
absl::Status SetWeights(const Safetensors& weights, absl::string_view name, Classifier& model);

// The same from a file.
absl::Status LoadWeights(const std::string& path, Classifier& model);

}  // namespace labelrep

#endif  // LIB_EVAL_WEIGHTS_H_
