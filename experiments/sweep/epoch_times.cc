#include "experiments/sweep/epoch_times.h"

#include <map>

#include "lib/base/proto_io.h"
#include "results/run.pb.h"

namespace labelrep {

TimedEpochs TimeEpochs(const std::vector<std::string>& provenance_files, int32_t last_epoch) {
  // By first epoch, as the provenance of a whole run has its segments once more.
  std::map<int32_t, Provenance::Segment> segments;
  for (const std::string& file : provenance_files) {
    Provenance provenance;
    if (!ReadBinaryProto(file, &provenance).ok()) continue;
    for (const Provenance::Segment& segment : provenance.segments()) {
      if (segment.last_epoch() > last_epoch) continue;
      Provenance::Segment& known = segments[segment.first_epoch()];
      if (segment.wall_s() > known.wall_s()) known = segment;
    }
  }
  TimedEpochs timed;
  for (const auto& [first_epoch, segment] : segments) {
    timed.epochs += segment.last_epoch() - first_epoch + 1;
    timed.seconds += segment.wall_s();
  }
  return timed;
}

}  // namespace labelrep
