// Change of sample rate.
#ifndef LIB_AUDIO_RESAMPLE_H_
#define LIB_AUDIO_RESAMPLE_H_

#include <vector>

#include "absl/status/statusor.h"

namespace labelrep {

// ceil(n * to_hz / from_hz) samples, by soxr at its high quality (librosa's "soxr_hq"). The samples
// themselves where the rates are equal. INTERNAL where soxr fails.
absl::StatusOr<std::vector<float>> Resample(const std::vector<float>& samples, int from_hz,
                                            int to_hz);

}  // namespace labelrep

#endif  // LIB_AUDIO_RESAMPLE_H_
