// Figure 1: the labels as pictures; those that are made from recordings can be heard.
//
// Rows: label kinds by data set; columns: its first ten classes. A label that is a class index is
// the one-hot vector that stands for it, with its smoothing. Sounds of a label set that is made
// from recordings: the recording, in the first row that is made from it, and a spectrogram made
// audible again (labels/label_sound.h), as long as the recording. Refuses what LabelPictures
// refuses, and a recording that cannot be read.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "experiments/report/label_pictures.h"
#include "labels/label_sound.h"
#include "labels/speech_label.h"
#include "lib/audio/sound_file.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// The label as models are trained on it.
std::vector<float> Numbers(const LabelSet& labels, int index) {
  const int size = labels.values_size() / labels.class_names_size();
  const auto begin = labels.values().begin() + static_cast<int64_t>(index) * size;
  std::vector<float> numbers(begin, begin + size);
  const float smoothing = static_cast<float>(labels.label_smoothing());
  for (float& number : numbers) {
    number = (1 - smoothing) * number + smoothing / static_cast<float>(size);
  }
  return numbers;
}

absl::Status AddSound(const std::string& name, const Sound& sound, Picture& picture) {
  PictureSound& added = *picture.add_sounds();
  added.set_name(name);
  LABELREP_ASSIGN_OR_RETURN(*added.mutable_wav(), EncodeWav(sound));
  return absl::OkStatus();
}

// Kind whose row has the recordings, by their folder.
using RowsOfRecordings = std::map<std::string, std::string>;

absl::Status AddSounds(const ReportSpec::Labels& entry, const LabelSet& labels, int index,
                       RowsOfRecordings& rows, Picture& picture) {
  if (!entry.has_recordings()) return absl::OkStatus();
  const std::string path = RecordingOf(entry.recordings(), index);
  if (rows.emplace(entry.recordings(), entry.kind()).first->second == entry.kind()) {
    LABELREP_ASSIGN_OR_RETURN(const Sound recording, ReadSoundFile(path));
    LABELREP_RETURN_IF_ERROR(AddSound("the recording", recording, picture));
  }
  if (!IsSpectrogram(entry, labels)) return absl::OkStatus();
  LABELREP_ASSIGN_OR_RETURN(const Spectrogram spectrogram, SpeechSpectrogram(path));
  const int frames = std::max(2, static_cast<int>(spectrogram.cols()));
  const Sound sound = LabelSound(Numbers(labels, index), frames);
  return AddSound("the label made audible", sound, picture);
}

absl::StatusOr<Figure> Make(const ReportSpec& spec, const ReportInputs& inputs) {
  RowsOfRecordings rows;
  const auto add = [&](const ReportSpec::Labels& entry, const LabelSet& labels, int index,
                       Picture& picture) { return AddSounds(entry, labels, index, rows, picture); };
  LABELREP_ASSIGN_OR_RETURN(Figure figure, LabelPictures(spec, inputs, {Numbers, add}));
  figure.add_notes(
      "A label that is a class index is drawn as the one-hot vector that stands for it, with its "
      "smoothing. The first row of a matrix is at the bottom, where a spectrogram has its lowest "
      "frequencies.");
  if (!rows.empty()) {
    figure.add_notes(
        "The web page plays the recordings, and the labels made audible by 32 iterations of "
        "Griffin and Lim's algorithm.");
  }
  return figure;
}

const RegisteredForm kRegistered("label_picture_figure", &Make);

}  // namespace
}  // namespace labelrep
