// Listens to a trained model's outputs for the first test images; see measure_model.h.
#include <memory>

#include "experiments/listening/clips.h"
#include "experiments/listening/measure_listening.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"

namespace labelrep {
namespace {

absl::StatusOr<AskedMeasurement> Ask(const MeasurementSpec::Job& job) {
  const auto request = std::make_shared<ListeningRequest>();
  LABELREP_RETURN_IF_ERROR(ParseTextProto(job.asked(), job.result(), request.get()));
  FillDefaults(request->mutable_recipe());
  const auto result = std::make_shared<ListeningResult>();
  *result->mutable_recipe() = request->recipe();
  result->set_recipe_sha256(ListeningDigest(request->recipe()));
  const auto measure = [=](const LoadedModel& model, SideFiles& files) {
    return MeasureOnDevice(model, request->recipe(),
                           [&](const TrainedModel& trained) -> absl::Status {
                             LABELREP_ASSIGN_OR_RETURN(const ListeningResult measured,
                                                       MeasureListening(trained, *request, files));
                             result->MergeFrom(measured);
                             return absl::OkStatus();
                           });
  };
  return AskedMeasurement{result, measure};
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunMeasurementProgram("listening",
                                         "listens to a model's outputs for the first test images",
                                         argc, argv, labelrep::Ask);
}
