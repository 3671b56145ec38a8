// Vectors of 50 numbers drawn uniformly from [i G, 9 + i G] for class i: whatever the gap G between
// neighbours, labels have the same entropy; the larger it is, the less they overlap. `gap_G` of the
// independent replication (docs/protocol.md), drawn anew; gap_0p1 is G = 0.1.
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "labels/label_kind.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

constexpr int kDimensions = 50;
constexpr double kRange = 9;
constexpr double kMaxGap = 1000;

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  double gap = 0;
  if (!absl::SimpleAtod(absl::StrReplaceAll(request.parameter, {{"p", "."}}), &gap) ||
      !(gap >= 0 && gap <= kMaxGap)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--kind=", request.recipe.kind(), ": found the gap \"", request.parameter,
                     "\"; expected a number of 0 to ", kMaxGap, ", 0p1 for 0.1"));
  }
  LabelSet labels = RegressionLabels({kDimensions});
  for (size_t i = 0; i < request.class_names.size(); ++i) {
    RandomStream stream(request.recipe.seed(), "labels/gap", i);
    for (int k = 0; k < kDimensions; ++k) {
      labels.add_values(static_cast<float>(i * gap + kRange * stream.NextDouble()));
    }
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"gap", LabelInput::kSeed, &Make, /*example=*/"0p1"});

}  // namespace
}  // namespace labelrep
