// What a model costs, measured on the model itself: parameters, arithmetic, and its layers with
// their shapes. Holds for any encoder, as it watches which operations a forward pass calls.
#ifndef MODELS_COMPLEXITY_H_
#define MODELS_COMPLEXITY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lib/eval/classifier.h"

namespace labelrep {

// One operation of a forward pass. Shapes are of one image, without the batch dimension.
struct TracedLayer {
  // "convolution", "transposed convolution", "linear", "matrix product", "batch norm", "ReLU",
  // "leaky ReLU", "max pool" or "average pool".
  std::string operation;
  // [h, w] each; empty where the operation has none.
  std::vector<int64_t> kernel, stride, padding;
  std::vector<int64_t> input_shape, output_shape;
  // Of convolutions and matrix products; 0 for the others.
  int64_t multiply_adds = 0;
};

struct PartComplexity {
  int64_t parameters = 0;  // without buffers
  // Of the forward pass of one image. A multiply-add is two FLOPs, and a training step costs about
  // three forward passes.
  int64_t multiply_adds = 0;
  std::vector<TracedLayer> layers;  // in the order in which they are called
};

struct Complexity {
  PartComplexity encoder;
  PartComplexity head;

  int64_t parameters() const { return encoder.parameters + head.parameters; }
  int64_t multiply_adds() const { return encoder.multiply_adds + head.multiply_adds; }
};

// Runs one image of zeros, of the model's image_size(), through the model in evaluation mode; the
// model is as before afterwards. The head's parameters are those named head.*; all others count as
// the encoder's.
Complexity MeasureComplexity(Classifier& model);

}  // namespace labelrep

#endif  // MODELS_COMPLEXITY_H_
