// Speech labels: the log-mel spectrogram of each class's spoken name.
#include "labels/label_kind.h"
#include "labels/speech_label.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<float> values, SpeechLabels(request));
  LabelSet labels = RegressionLabels({kLabelSize, kLabelSize});
  labels.mutable_values()->Add(values.begin(), values.end());
  return labels;
}

const RegisteredLabelKind kRegistered({"speech", LabelInput::kRecordings, &Make});

}  // namespace
}  // namespace labelrep
