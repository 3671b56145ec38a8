// The measurement `features`: what a trained encoder makes of the test images, how well that
// separates the classes, and a t-SNE embedding of it (the paper's Figures 5 and 8).
#ifndef EXPERIMENTS_FEATURES_MEASURE_FEATURES_H_
#define EXPERIMENTS_FEATURES_MEASURE_FEATURES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/measure/measure_model.h"
#include "results/features.pb.h"

namespace labelrep {

// INVALID_ARGUMENT naming the field that does not fit; `name` says where the recipe comes from.
absl::Status ValidateFeaturesRecipe(const FeaturesRecipe& recipe, const std::string& name);

// The side file "features" is .npy, float32 [images, feature_size]. INVALID_ARGUMENT for a recipe
// that is not valid, asks for more than the test images have or for other epochs than those of the
// weights, and for features that are not finite. Throws c10::Error.
absl::StatusOr<FeaturesResult> MeasureFeatures(const TrainedModel& model,
                                               const FeaturesRecipe& recipe, SideFiles& files);

struct FeaturesByHand {
  ModelPaths model;    // the weights may be a checkpoint
  std::string recipe;  // FeaturesRecipe in text form
  std::string out;     // folder
};

// Leaves result.pb, provenance.pb and features.npy, and prints the numbers. Errors as those of
// LoadModel and MeasureFeatures; nothing is written then.
absl::Status MeasureFeaturesByHand(const FeaturesByHand& asked);

}  // namespace labelrep

#endif  // EXPERIMENTS_FEATURES_MEASURE_FEATURES_H_
