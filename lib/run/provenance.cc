#include "lib/run/provenance.h"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <utility>

#include "ATen/Version.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "lib/base/process_age.h"
#include "lib/run/system_packages.h"
#include "third_party/libtorch/version.h"

namespace labelrep {
namespace {

std::string HostName() {
  char name[256] = {};
  return gethostname(name, sizeof(name) - 1) == 0 ? name : "";
}

}  // namespace

Provenance MakeProvenance() {
  Provenance provenance;
  provenance.set_libtorch_version(LABELREP_LIBTORCH_VERSION);
  provenance.set_compiler("g++ " __VERSION__);
  for (const absl::string_view line : absl::StrSplit(kSystemPackages, '\n', absl::SkipEmpty())) {
    provenance.add_system_packages(std::string(line));
  }
  return provenance;
}

SegmentRecorder::SegmentRecorder(std::string gpu) : start_(absl::Now()), gpu_(std::move(gpu)) {}

void SegmentRecorder::MarkReady() { startup_s_ = ProcessAge_s(); }

Provenance::Segment SegmentRecorder::Describe() const {
  Provenance::Segment segment;
  segment.set_start_time_utc(absl::FormatTime(absl::RFC3339_sec, start_, absl::UTCTimeZone()));
  segment.set_wall_s(stopwatch_.Elapsed_s());
  segment.set_peak_memory_bytes(PeakMemoryBytes());
  segment.set_host(HostName());
  segment.set_cpu_model(CpuModel());
  segment.set_cpu_capability(at::get_cpu_capability());
  if (!gpu_.empty()) segment.set_gpu(gpu_);
  return segment;
}

Provenance::Segment SegmentRecorder::DescribeTraining(
    int32_t first_epoch, int32_t last_epoch, std::optional<double> train_images_per_s) const {
  Provenance::Segment segment = Describe();
  segment.set_first_epoch(first_epoch);
  segment.set_last_epoch(last_epoch);
  if (train_images_per_s.has_value()) segment.set_train_images_per_s(*train_images_per_s);
  if (startup_s_.has_value()) segment.set_startup_s(*startup_s_);
  return segment;
}

std::string CpuModel(const std::string& cpuinfo) {
  std::ifstream file(cpuinfo);
  std::map<std::string, std::string> fields;
  // Of the first processor: an empty line ends it.
  for (std::string line; std::getline(file, line) && !line.empty();) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits(':', 1));
    fields[std::string(absl::StripAsciiWhitespace(parts.first))] =
        std::string(absl::StripAsciiWhitespace(parts.second));
  }
  std::string model = fields["model name"];
  // Virtual machines name a whole line of processors alike.
  for (const char* number : {"cpu family", "model", "stepping"}) {
    if (!fields[number].empty()) absl::StrAppend(&model, ", ", number, " ", fields[number]);
  }
  return model;
}

int64_t PeakMemoryBytes() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * int64_t{1024};
}

}  // namespace labelrep
