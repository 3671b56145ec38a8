// The process around a measurement of a trained model: what a kind of measurement adds is a
// function from the model to the result.
#ifndef EXPERIMENTS_MEASURE_MEASURE_MODEL_H_
#define EXPERIMENTS_MEASURE_MEASURE_MODEL_H_

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "lib/data/image_set.h"
#include "lib/data/normalization.h"
#include "lib/eval/classifier.h"
#include "results/label_set.pb.h"
#include "results/run.pb.h"

namespace labelrep {

struct TrainedModel {
  Recipe run;
  // float32, on `device`, in evaluation mode, with the weights of the run's best epoch.
  std::shared_ptr<Classifier> classifier;
  at::Device device = at::kCPU;
  LabelSet labels;
  ImageSet test;
  // Of the images that the model takes.
  Normalization normalization = kReleaseNormalization;
};

// Name of a side file -> its bytes.
using SideFiles = std::map<std::string, std::string>;

using MeasureFunction = std::function<absl::Status(const TrainedModel& model, SideFiles& files)>;

// Does what a MeasurementSpec (text) says. `recipe` gets the measurement's own, with its defaults,
// before `measure` is called, which fills `result`. The rest of the result is set here, as far as
// it has fields of these names: recipe, recipe_sha256, model, weights_sha256, labels_sha256,
// test_data_sha256, and failure where there is no measurement: where the run has no model, and
// where `measure` or what it needs fails in a way that would come again (failure_policy.h). Side
// files are empty then. Other failures are errors, which leave no result. The recipe's fields
// device and threads, where it has them, say what it runs on; else it is one thread of the CPU.
absl::Status RunMeasurement(const std::string& spec_path, google::protobuf::Message* recipe,
                            google::protobuf::Message* result, const MeasureFunction& measure);

// The same as a program with the one flag --spec.
int RunMeasurementProgram(const char* name, const char* usage, int argc, char** argv,
                          google::protobuf::Message* recipe, google::protobuf::Message* result,
                          const MeasureFunction& measure);

// The main() of a program that measures: `measure` may throw c10::Error.
template <typename MeasurementRecipe, typename Result>
int MeasurementMain(const char* name, const char* usage, int argc, char** argv,
                    absl::StatusOr<Result> (*measure)(const TrainedModel&, const MeasurementRecipe&,
                                                      SideFiles&)) {
  MeasurementRecipe recipe;
  Result result;
  return RunMeasurementProgram(name, usage, argc, argv, &recipe, &result,
                               [&](const TrainedModel& model, SideFiles& files) {
                                 absl::StatusOr<Result> measured = measure(model, recipe, files);
                                 if (measured.ok()) result.MergeFrom(*measured);
                                 return measured.status();
                               });
}

}  // namespace labelrep

#endif  // EXPERIMENTS_MEASURE_MEASURE_MODEL_H_
