// The measurement `listening`: what a speech recogniser hears in a model's outputs for the first
// test images (the paper's appendix A.1).
#ifndef EXPERIMENTS_LISTENING_MEASURE_LISTENING_H_
#define EXPERIMENTS_LISTENING_MEASURE_LISTENING_H_

#include "absl/status/statusor.h"
#include "experiments/listening/listening_request.pb.h"
#include "experiments/measure/measure_model.h"
#include "results/listening.pb.h"

namespace labelrep {

// The side file "sounds" is a WAV file of the outputs of the first images one after the other, of
// each all phases, all of one length (labels/label_sound.h); "clips" says which piece of it is
// which (experiments/listening/clips.h). INVALID_ARGUMENT for a recipe that is not valid or asks
// for more than there is of test images, a class name that the recogniser cannot know, labels that
// are no spectrograms of speech with a threshold for the loss, outputs that are not finite, and
// labels of which it names none right. Errors of reading recordings. Throws c10::Error.
absl::StatusOr<ListeningResult> MeasureListening(const TrainedModel& model,
                                                 const ListeningRequest& request, SideFiles& files);

}  // namespace labelrep

#endif  // EXPERIMENTS_LISTENING_MEASURE_LISTENING_H_
