// Draws a model's parameters. The element order and the streams are fixed, so that other languages
// can draw the same weights.
#ifndef MODELS_INITIALIZE_H_
#define MODELS_INITIALIZE_H_

#include <cstdint>

#include "absl/status/status.h"
#include "torch/nn/module.h"

namespace labelrep {

// Fills every parameter from RandomStream(seed, "init/<parameter name>"), row-major: normal as
// float(std * NextNormal()), uniform as float(bound * (2 * NextFloat() - 1)), the product in
// double. FAILED_PRECONDITION naming a parameter that is not of a layer of layers.h.
absl::Status InitializeParameters(torch::nn::Module& model, uint64_t seed);

}  // namespace labelrep

#endif  // MODELS_INITIALIZE_H_
