// The measurement `saliency`: where in the first test images a trained model finds their classes
// (the paper's Figure 9).
#ifndef EXPERIMENTS_SALIENCY_MEASURE_SALIENCY_H_
#define EXPERIMENTS_SALIENCY_MEASURE_SALIENCY_H_

#include "absl/status/statusor.h"
#include "experiments/measure/measure_model.h"
#include "results/saliency.pb.h"

namespace labelrep {

// The side file "images" is .npy, uint8 [maps, 3, s, s]. INVALID_ARGUMENT for a recipe that is not
// valid or asks for more than there is of test images or stages, for an encoder that shows no
// stages, and for maps that are not finite. Throws c10::Error.
absl::StatusOr<SaliencyResult> MeasureSaliency(const TrainedModel& model,
                                               const SaliencyRecipe& recipe, SideFiles& files);

}  // namespace labelrep

#endif  // EXPERIMENTS_SALIENCY_MEASURE_SALIENCY_H_
