#include "experiments/measure/first_images.h"

#include <numeric>
#include <vector>

namespace labelrep {

Batches FirstImages(const TrainedModel& model, int64_t images) {
  std::vector<int64_t> first(images);
  std::iota(first.begin(), first.end(), 0);
  return Batches::InOrder(ResidentImages(model.test, model.device).Subset(first),
                          {.normalization = model.normalization});
}

}  // namespace labelrep
