// Models by name: an encoder and the head that a label's shape asks for.
#ifndef MODELS_REGISTRY_H_
#define MODELS_REGISTRY_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/data/image_set.h"
#include "lib/eval/classifier.h"

namespace labelrep {

// Label shape [n]: one linear layer with n outputs; [64, 64] or [48, 48]: the decoder.
// Parameters are named encoder.* and head.*; float32 on the CPU. Here they are all zero: for
// weights that are loaded, and for counting. `image_size` is the images' height and width in
// pixels. INVALID_ARGUMENT naming the encoder, the shape or the size, and what is expected.
absl::StatusOr<std::shared_ptr<Classifier>> MakeZeroClassifier(
    absl::string_view encoder, absl::Span<const int32_t> label_shape,
    int64_t image_size = kCifarImageSize);

// The same with the parameters drawn from `seed` (initialize.h).
absl::StatusOr<std::shared_ptr<Classifier>> MakeInitializedClassifier(
    absl::string_view encoder, absl::Span<const int32_t> label_shape, uint64_t seed,
    int64_t image_size = kCifarImageSize);

}  // namespace labelrep

#endif  // MODELS_REGISTRY_H_
