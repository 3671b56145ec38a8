// Figures that show label sets as pictures: a row for each label kind, a column for each class.
//
// A figure of one's own is one call with what its pictures show, and an entry in the catalogue with
// shown_label_sets() as its attributes (experiments/tables/label_sets.bzl); tests/probe/deviations
// is one.
#ifndef EXPERIMENTS_REPORT_LABEL_PICTURES_H_
#define EXPERIMENTS_REPORT_LABEL_PICTURES_H_

#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/report/report.h"

namespace labelrep {

inline constexpr int kMostPicturedClasses = 10;

struct LabelPicture {
  // The numbers that are drawn of class `index`, as many and in the same order as its label's.
  std::function<std::vector<float>(const LabelSet& labels, int index)> numbers;
  // Adds to the picture of a class that is shown, where there is anything to add.
  std::function<absl::Status(const ReportSpec::Labels& entry, const LabelSet& labels, int index,
                             Picture& picture)>
      add;
};

// Whether the labels are made from recordings and taken for spectrograms (labels/label_sound.h).
bool IsSpectrogram(const ReportSpec::Labels& entry, const LabelSet& labels);

// The first ten classes of each data set, one row for each label kind, in the catalogue's order. A
// label of one dimension is a row of pixels; of two, its first row is at the bottom, where a
// spectrogram has its lowest frequencies. Colours go from the lowest to the highest number of all
// classes of a label set, rounded outwards. Label sets that are missing or bad are named. The table
// behind the figure has a row for each label set. INVALID_ARGUMENT for no label sets and for a kind
// that comes twice; an error of `add`.
absl::StatusOr<Figure> LabelPictures(const ReportSpec& spec, const ReportInputs& inputs,
                                     const LabelPicture& shown);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_LABEL_PICTURES_H_
