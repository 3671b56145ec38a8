// Where, when and how fast a run went: what its result leaves out.
#ifndef LIB_RUN_PROVENANCE_H_
#define LIB_RUN_PROVENANCE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "lib/base/stopwatch.h"
#include "results/run.pb.h"

namespace labelrep {

// With what is the same for all segments: versions and compiler.
Provenance MakeProvenance();

// One process's part of a run, described while it goes on.
class SegmentRecorder {
 public:
  // Starts now. `gpu` is empty for a run on the CPU.
  explicit SegmentRecorder(std::string gpu);

  // To be called before the first training step: ends the start-up of the process.
  void MarkReady();

  // Time, place and memory until now.
  Provenance::Segment Describe() const;

  // The same of a training: epochs first..last (from 1; last < first where none was trained), and
  // how fast this process trained them.
  Provenance::Segment DescribeTraining(int32_t first_epoch, int32_t last_epoch,
                                       std::optional<double> train_images_per_s) const;

 private:
  absl::Time start_;  // of the day
  Stopwatch stopwatch_;
  std::optional<double> startup_s_;
  std::string gpu_;
};

// The host's processor as the file `cpuinfo` has it: "AMD EPYC, cpu family 25, model 1, stepping
// 1", or as much of that as is there.
std::string CpuModel(const std::string& cpuinfo = "/proc/cpuinfo");

// High-water mark of this process's resident memory.
int64_t PeakMemoryBytes();

}  // namespace labelrep

#endif  // LIB_RUN_PROVENANCE_H_
