// A trained model in memory, with the labels and the test images that belong to it.
#ifndef EXPERIMENTS_MEASURE_LOADED_MODEL_H_
#define EXPERIMENTS_MEASURE_LOADED_MODEL_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "lib/base/safetensors.h"
#include "lib/data/image_set.h"
#include "lib/data/normalization.h"
#include "lib/eval/classifier.h"
#include "results/label_set.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Each may be a path (see UserPath) or, but for the weights, the name of one that is built in.
struct ModelPaths {
  // .safetensors: weights, or a checkpoint (lib/train/checkpoint.h), of which those that its last
  // epoch left.
  std::string weights = "";
  // LabelSet; empty: those built in for the weights' data set and label kind.
  std::string labels = "";
  std::string data = "";  // folder in CIFAR's binary layout; empty: the weights' data set
  // For weights whose metadata hold no recipe: what they are the weights of, and how the images
  // were normalised that they were trained on, a name of Recipe.Normalization.
  std::string encoder = "";
  std::string normalization = "";
};

struct LoadedModel {
  Recipe run;  // as the weights' metadata have it
  std::string weights_sha256;
  std::string labels_sha256;
  std::string test_data_sha256;
  Safetensors weights;
  std::string weights_file;  // for messages
  // Of a checkpoint: how many epochs its weights were trained for.
  std::optional<int32_t> checkpoint_epochs;
  LabelSet labels;
  ImageSet test;
  Normalization normalization = kReleaseNormalization;  // of the images that the model takes

  // Another copy of the model itself: float32, on the CPU, in evaluation mode. INVALID_ARGUMENT or
  // NOT_FOUND naming the weights file or the encoder where they do not fit.
  absl::StatusOr<std::shared_ptr<Classifier>> MakeClassifier() const;
};

// INVALID_ARGUMENT, NOT_FOUND or FAILED_PRECONDITION naming the file and what does not fit: weights
// that are none, labels other than those the weights were trained with, a data set of other
// classes.
absl::StatusOr<LoadedModel> LoadModel(const ModelPaths& paths);

// Says what is taken for granted of weights whose metadata hold no recipe; nothing of others.
void PrintIfForeign(const LoadedModel& model);

}  // namespace labelrep

#endif  // EXPERIMENTS_MEASURE_LOADED_MODEL_H_
