// Shuffled speech labels: speech with its time columns permuted, each class by its own permutation.
#include <numeric>

#include "labels/label_kind.h"
#include "labels/speech_label.h"
#include "lib/base/numpy_random.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// The seed of the paper's code: one generator that goes on from class to class.
constexpr uint32_t kSeed = 8;

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<float> speech, SpeechLabels(request));
  LabelSet labels = RegressionLabels({kLabelSize, kLabelSize});
  NumpyRandomState random(kSeed);
  for (size_t label = 0; label < speech.size(); label += kLabelSize * kLabelSize) {
    std::vector<int> columns(kLabelSize);
    std::iota(columns.begin(), columns.end(), 0);
    random.Shuffle(columns);
    for (int row = 0; row < kLabelSize; ++row) {
      for (int column : columns) labels.add_values(speech[label + row * kLabelSize + column]);
    }
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"shuffle", LabelInput::kRecordings, &Make});

}  // namespace
}  // namespace labelrep
