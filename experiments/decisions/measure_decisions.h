// The measurement `decisions`: what a trained model decides on the first test images, and which
// class comes next.
#ifndef EXPERIMENTS_DECISIONS_MEASURE_DECISIONS_H_
#define EXPERIMENTS_DECISIONS_MEASURE_DECISIONS_H_

#include "absl/status/statusor.h"
#include "experiments/measure/measure_model.h"
#include "results/decisions.pb.h"

namespace labelrep {

// No side files. INVALID_ARGUMENT for a recipe that is not valid, and for scores that are not
// finite. Throws c10::Error.
absl::StatusOr<DecisionsResult> MeasureDecisions(const TrainedModel& model,
                                                 const DecisionsRecipe& recipe, SideFiles& files);

}  // namespace labelrep

#endif  // EXPERIMENTS_DECISIONS_MEASURE_DECISIONS_H_
