// Makes a label set of any kind.
#ifndef LABELS_MAKE_H_
#define LABELS_MAKE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "labels/label_kind.h"
#include "results/label_set.pb.h"

namespace labelrep {

// Makes the labels of a registered kind or of a member of a family, or under a name of the user's
// own those of `request.npy`, or what the kinds "speech", "bert_embedding" and "glove_embedding"
// make of `request.wavs`, `request.bert` and `request.glove`. The result is complete and valid.
// INVALID_ARGUMENT naming the flag or file, what was found and what was expected: an unknown kind,
// a seed for a kind that draws no random numbers, files for a kind that uses none, and all that the
// kind itself refuses.
absl::StatusOr<LabelSet> MakeLabels(LabelRequest request);

// Another draw of labels that were made without files. Errors as MakeLabels.
absl::StatusOr<LabelSet> DrawAgain(const LabelSet& labels, uint64_t seed);

}  // namespace labelrep

#endif  // LABELS_MAKE_H_
