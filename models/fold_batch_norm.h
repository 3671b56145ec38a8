// Folds batch norm into the convolutions before it: the same function of the images, in fewer
// passes over memory.
#ifndef MODELS_FOLD_BATCH_NORM_H_
#define MODELS_FOLD_BATCH_NORM_H_

#include "lib/eval/classifier.h"

namespace labelrep {

// Every BatchNorm of the model that names the convolution before it (layers.h) is folded into it;
// outputs in evaluation mode stay the same but for rounding. The others stay as they are. For
// models whose weights are final: afterwards training is CHECKed against, and the parameters' names
// are no longer those of a weights file. float32 or float64, any device and memory format.
void FoldBatchNorm(Classifier& model);

}  // namespace labelrep

#endif  // MODELS_FOLD_BATCH_NORM_H_
