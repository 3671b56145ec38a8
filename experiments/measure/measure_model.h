// The process around measurements of a trained model: what a kind of measurement adds is a function
// from the model to the result.
#ifndef EXPERIMENTS_MEASURE_MEASURE_MODEL_H_
#define EXPERIMENTS_MEASURE_MEASURE_MODEL_H_

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "ATen/core/Tensor.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "experiments/measure/loaded_model.h"
#include "experiments/measure/measurement_spec.pb.h"
#include "google/protobuf/message.h"
#include "lib/base/status_macros.h"
#include "lib/eval/classifier.h"
#include "results/run.pb.h"

namespace labelrep {

// Name of a side file -> its bytes.
using SideFiles = std::map<std::string, std::string>;

// What a job of a spec asks for.
struct AskedMeasurement {
  // Says what is asked for, which need not be possible.
  std::shared_ptr<google::protobuf::Message> result;
  // Completes the result but for what SetMeasuredModel sets, or leaves it as it is and returns an
  // error. Null where the result has a failure already.
  std::function<absl::StatusOr<Provenance::Segment>(const LoadedModel&, SideFiles&)> measure;
};

using AskFunction = std::function<absl::StatusOr<AskedMeasurement>(const MeasurementSpec::Job&)>;

// Does what a MeasurementSpec (text) says, all or nothing. Where there is no measurement its result
// has a failure, and its side files are empty: where the run has no model, and where the model or
// the measurement fails in a way that would come again (failure_policy.h), which keeps no other job
// from running. Other failures are errors, and leave no file.
absl::Status RunMeasurements(const std::string& spec_path, const AskFunction& ask);

// Sets model, weights_sha256, labels_sha256 and test_data_sha256, as far as the result has fields
// of these names.
void SetMeasuredModel(const LoadedModel& model, google::protobuf::Message* result);

// A model on the device that the measurement's recipe names.
struct TrainedModel : LoadedModel {
  // float32, on `device`, in evaluation mode, with the weights of the run's best epoch.
  std::shared_ptr<Classifier> classifier;
  at::Device device = at::kCPU;
};

// The parts of AskFor that know no type.
absl::Status ReadAsked(const MeasurementSpec::Job& job, google::protobuf::Message* recipe,
                       google::protobuf::Message* result);
absl::StatusOr<Provenance::Segment> MeasureOnDevice(
    const LoadedModel& model, const google::protobuf::Message& recipe,
    const std::function<absl::Status(const TrainedModel&)>& measure);
int RunMeasurementProgram(const char* name, const char* usage, int argc, char** argv,
                          const AskFunction& ask);

// Measurements of a kind whose job asks for a recipe. `measure`, which may throw c10::Error, gets
// it with its defaults, and returns the result but for recipe, recipe_sha256 and what is set by
// SetMeasuredModel. The recipe's fields device and threads, where it has them, say what it runs on;
// else it is one thread of the CPU.
template <typename MeasurementRecipe, typename Result>
AskFunction AskFor(
    std::function<absl::StatusOr<Result>(const TrainedModel&, const MeasurementRecipe&, SideFiles&)>
        measure) {
  return [measure](const MeasurementSpec::Job& job) -> absl::StatusOr<AskedMeasurement> {
    const auto recipe = std::make_shared<MeasurementRecipe>();
    const auto result = std::make_shared<Result>();
    LABELREP_RETURN_IF_ERROR(ReadAsked(job, recipe.get(), result.get()));
    return AskedMeasurement{
        result, [=](const LoadedModel& model, SideFiles& files) {
          return MeasureOnDevice(model, *recipe, [&](const TrainedModel& trained) -> absl::Status {
            LABELREP_ASSIGN_OR_RETURN(const Result measured, measure(trained, *recipe, files));
            result->MergeFrom(measured);
            return absl::OkStatus();
          });
        }};
  };
}

// The main() of a program for such a kind, with the one flag --spec.
template <typename MeasurementRecipe, typename Result>
int MeasurementMain(const char* name, const char* usage, int argc, char** argv,
                    absl::StatusOr<Result> (*measure)(const TrainedModel&, const MeasurementRecipe&,
                                                      SideFiles&)) {
  return RunMeasurementProgram(name, usage, argc, argv, AskFor<MeasurementRecipe, Result>(measure));
}

}  // namespace labelrep

#endif  // EXPERIMENTS_MEASURE_MEASURE_MODEL_H_
