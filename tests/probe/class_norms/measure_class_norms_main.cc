// Measures the mean norm of a model's features, class by class; see measure_model.h.
#include <algorithm>
#include <vector>

#include "ATen/core/grad_mode.h"
#include "absl/strings/str_cat.h"
#include "experiments/class_norms/class_norms.pb.h"
#include "experiments/measure/measure_model.h"
#include "lib/data/resident_data.h"

namespace labelrep {
namespace {

absl::StatusOr<ClassNormsResult> MeasureClassNorms(const TrainedModel& model,
                                                   const ClassNormsRecipe& recipe, SideFiles&) {
  if (recipe.images() < 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("recipe.images: found ", recipe.images(), ", expected at least 1"));
  }
  const at::NoGradGuard no_gradients;
  const Batches batches = Batches::InOrder(ResidentImages(model.test, model.device),
                                           {.normalization = model.normalization});
  std::vector<double> sums(model.labels.class_names_size());
  std::vector<int64_t> counts(sums.size());
  int64_t left = recipe.images();
  for (int64_t i = 0; i < batches.num_batches() && left > 0; ++i) {
    const Batch batch = batches.Get(i);
    const at::Tensor norms = model.classifier->Features(batch.images).norm(2, 1).cpu();
    const at::Tensor classes = batch.labels.cpu();
    for (int64_t j = 0; j < batch.size() && left > 0; ++j, --left) {
      const auto place = classes[j].item<int64_t>();
      sums[place] += norms[j].item<float>();
      ++counts[place];
    }
  }
  ClassNormsResult result;
  for (size_t i = 0; i < sums.size(); ++i) {
    result.add_mean_norms(sums[i] / static_cast<double>(std::max<int64_t>(counts[i], 1)));
  }
  return result;
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::MeasurementMain("measure_class_norms", "measures the mean feature norm by class",
                                   argc, argv, labelrep::MeasureClassNorms);
}
