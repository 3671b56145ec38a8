// How each label deviates from the mean label of its set.
#include "experiments/report/label_pictures.h"

namespace labelrep {
namespace {

std::vector<float> Deviations(const LabelSet& labels, int index) {
  const int classes = labels.class_names_size();
  const int size = labels.values_size() / classes;
  std::vector<float> deviations;
  for (int i = 0; i < size; ++i) {
    float sum = 0;
    for (int k = 0; k < classes; ++k) sum += labels.values(k * size + i);
    deviations.push_back(labels.values(index * size + i) - sum / static_cast<float>(classes));
  }
  return deviations;
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  return LabelPictures(spec, inputs, {Deviations, nullptr});
}

const RegisteredForm kRegistered("deviations_figure", &Make);

}  // namespace
}  // namespace labelrep
