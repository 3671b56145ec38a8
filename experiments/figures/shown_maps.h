// Saliency maps that a figure shows, with what belongs to them.
#ifndef EXPERIMENTS_FIGURES_SHOWN_MAPS_H_
#define EXPERIMENTS_FIGURES_SHOWN_MAPS_H_

#include <string>

#include "absl/status/statusor.h"
#include "experiments/report/runs.h"
#include "results/saliency.pb.h"

namespace labelrep {

inline constexpr int kRgbChannels = 3;

// Those of a run's model.
struct ShownMaps {
  const RunOutcome* run = nullptr;
  std::string kind_title;  // of its label
  SaliencyResult result;   // with a failure where there are none
  // uint8 [maps, s, s, 3] of the images; "" where they are not there.
  std::string rgb;

  bool IsMeasured() const { return !result.has_failure(); }
  int Pixels() const { return result.image_size() * result.image_size(); }
  // How many images have maps to look at.
  int Kept() const { return result.maps(0).image_maps_size() / Pixels(); }
};

// Reads the files of a run's measurement. Errors of reading; FAILED_PRECONDITION naming the file
// and the field where a result is not of the run's model, or its numbers or images are not as
// many as it says.
absl::StatusOr<ShownMaps> ReadShownMaps(const RunOutcome& run, const std::string& kind_title);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_SHOWN_MAPS_H_
