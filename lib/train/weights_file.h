// A finished run's weights as a .safetensors file.
#ifndef LIB_TRAIN_WEIGHTS_FILE_H_
#define LIB_TRAIN_WEIGHTS_FILE_H_

#include <string>

#include "lib/train/checkpoint.h"
#include "results/run.pb.h"

namespace labelrep {

// Tensors in the order given, under the names of the module tree. Metadata: "format" ("pt"),
// "recipe" (Recipe in text form), "recipe_sha256", "labels_sha256".
std::string EncodeWeightsFile(const NamedTensors& weights, const RunResult& result);

}  // namespace labelrep

#endif  // LIB_TRAIN_WEIGHTS_FILE_H_
