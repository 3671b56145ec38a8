#include "lib/audio/resample.h"

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "soxr.h"

namespace labelrep {

absl::StatusOr<std::vector<float>> Resample(const std::vector<float>& samples, int from_hz,
                                            int to_hz) {
  if (from_hz == to_hz) return samples;
  const int64_t count = (static_cast<int64_t>(samples.size()) * to_hz + from_hz - 1) / from_hz;
  std::vector<float> result(count, 0.0f);
  const soxr_io_spec_t io = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
  const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
  const soxr_runtime_spec_t runtime = soxr_runtime_spec(/*num_threads=*/1);
  size_t done = 0;
  const soxr_error_t error =
      soxr_oneshot(from_hz, to_hz, /*num_channels=*/1, samples.data(), samples.size(), nullptr,
                   result.data(), result.size(), &done, &io, &quality, &runtime);
  if (error != nullptr) {
    return absl::InternalError(
        absl::StrCat("soxr cannot resample ", from_hz, " Hz to ", to_hz, " Hz: ", error));
  }
  return result;
}

}  // namespace labelrep
