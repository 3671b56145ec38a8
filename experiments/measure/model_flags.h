// The flags of a program that measures one model by hand: --weights, --labels, --data, --encoder
// and
// --normalization, as of ModelPaths, and --out.
#ifndef EXPERIMENTS_MEASURE_MODEL_FLAGS_H_
#define EXPERIMENTS_MEASURE_MODEL_FLAGS_H_

#include <string>

#include "absl/status/statusor.h"
#include "experiments/measure/loaded_model.h"

namespace labelrep {

struct ModelFlags {
  ModelPaths model;
  std::string out;  // folder
};

// INVALID_ARGUMENT where --weights or --out is not given.
absl::StatusOr<ModelFlags> ReadModelFlags();

}  // namespace labelrep

#endif  // EXPERIMENTS_MEASURE_MODEL_FLAGS_H_
