// The settings that steps are timed under, by name.
#ifndef BENCHMARKS_BENCH_SETTING_H_
#define BENCHMARKS_BENCH_SETTING_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/data/image_set.h"
#include "lib/train/step_bench.h"
#include "results/run.pb.h"

namespace labelrep {

struct BenchSetting {
  std::string encoder;        // a name of models/
  std::string head;           // "category10", "category100" or "decoder"
  std::string precision;      // "fp32" or "bf16"
  std::string memory_format;  // "contiguous" or "channels_last"
  int batch_size = 128;
  int64_t image_size = kCifarImageSize;  // pixels, height and width
};

// Head's label shape, or INVALID_ARGUMENT naming the known heads.
absl::StatusOr<std::vector<int32_t>> HeadLabelShape(const std::string& head);

// On the CPU, one thread, with the heap as the trainer keeps it. INVALID_ARGUMENT or NOT_FOUND
// naming the field.
absl::StatusOr<std::unique_ptr<StepBench>> MakeStepBench(const BenchSetting& setting);

}  // namespace labelrep

#endif  // BENCHMARKS_BENCH_SETTING_H_
