#include "experiments/plan/workload.h"

#include "lib/base/status_macros.h"
#include "lib/data/batch_count.h"
#include "lib/data/split.h"

namespace labelrep {

absl::StatusOr<Workload> CountWorkload(const Recipe& recipe, int64_t train_images,
                                       int64_t test_images) {
  LABELREP_ASSIGN_OR_RETURN(
      const Split split, MakeSplit(train_images, recipe.seed(), recipe.train_fraction_percent()));
  const int64_t images = static_cast<int64_t>(split.train.size());
  const int64_t epochs = recipe.epochs();
  // The last epoch is always validated.
  const int64_t every = recipe.validate_every_epochs();
  const int64_t validations = (epochs + every - 1) / every;
  Workload workload;
  workload.steps = epochs * CountBatches(images, recipe.batch_size());
  workload.trained_images = epochs * images;
  workload.evaluated_images =
      validations * static_cast<int64_t>(split.validation.size()) + test_images;
  return workload;
}

}  // namespace labelrep
