#include "experiments/measure/measure_model.h"

#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "experiments/attacks/attack_target.h"
#include "experiments/attacks/missing_model.h"
#include "experiments/measure/measurement_spec.pb.h"
#include "experiments/measure/output_files.h"
#include "google/protobuf/descriptor.h"
#include "lib/base/digest.h"
#include "lib/base/failure_policy.h"
#include "lib/base/heap.h"
#include "lib/base/program.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/torch_status.h"
#include "lib/eval/model_storage.h"
#include "lib/eval/weights.h"
#include "lib/run/provenance.h"
#include "lib/run/run_device.h"
#include "models/registry.h"

ABSL_FLAG(std::string, spec, "", "MeasurementSpec (text), for actions.");

namespace labelrep {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Null where the message has no such field, or one of another type.
const FieldDescriptor* FindField(const Message& message, const std::string& name,
                                 FieldDescriptor::CppType type) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  return field != nullptr && field->cpp_type() == type ? field : nullptr;
}

void SetText(const std::string& name, const std::string& value, Message* message) {
  const FieldDescriptor* field = FindField(*message, name, FieldDescriptor::CPPTYPE_STRING);
  if (field != nullptr) message->GetReflection()->SetString(message, field, value);
}

void SetMessage(const std::string& name, const Message& value, Message* message) {
  const FieldDescriptor* field = FindField(*message, name, FieldDescriptor::CPPTYPE_MESSAGE);
  if (field != nullptr) message->GetReflection()->MutableMessage(message, field)->CopyFrom(value);
}

// Of the recipe's fields `device` and `threads`, as far as it has them.
DeviceRequest DeviceOf(const Message& recipe) {
  DeviceRequest request;
  const auto* kind = FindField(recipe, "device", FieldDescriptor::CPPTYPE_ENUM);
  const auto* threads = FindField(recipe, "threads", FieldDescriptor::CPPTYPE_INT32);
  if (kind != nullptr) {
    request.device =
        static_cast<Recipe::Device>(recipe.GetReflection()->GetEnumValue(recipe, kind));
  }
  if (threads != nullptr) request.threads = recipe.GetReflection()->GetInt32(recipe, threads);
  return request;
}

absl::StatusOr<TrainedModel> LoadModel(const MeasurementSpec::Model& spec, at::Device device,
                                       Message* result) {
  LABELREP_ASSIGN_OR_RETURN(
      AttackTarget loaded,
      LoadAttackTarget({.weights = spec.weights(), .labels = spec.labels(), .data = spec.data()}));
  SetMessage("model", loaded.header.model(), result);
  SetText("weights_sha256", loaded.header.weights_sha256(), result);
  SetText("labels_sha256", loaded.header.labels_sha256(), result);
  SetText("test_data_sha256", loaded.header.test_data_sha256(), result);
  TrainedModel model;
  model.run = loaded.header.model();
  model.device = device;
  model.labels = std::move(loaded.labels);
  model.test = std::move(loaded.test);
  model.normalization = loaded.normalization;
  LABELREP_ASSIGN_OR_RETURN(
      model.classifier,
      MakeZeroClassifier(model.run.encoder(), model.labels.shape(), model.test.image_size));
  LABELREP_RETURN_IF_ERROR(SetWeights(loaded.weights, loaded.weights_file, *model.classifier));
  model.classifier->SetTraining(false);
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("placing the model", [&] {
    MoveTo(device, *model.classifier);
    return absl::OkStatus();
  }));
  return model;
}

absl::Status Measure(const MeasurementSpec& spec, const Message& recipe, Message* result,
                     const MeasureFunction& measure, Provenance& provenance, SideFiles& files) {
  LABELREP_ASSIGN_OR_RETURN(const RunDevice device, RunDevice::Acquire(DeviceOf(recipe)));
  const SegmentRecorder recorder(device.gpu());
  LABELREP_ASSIGN_OR_RETURN(const TrainedModel model,
                            LoadModel(spec.model(), device.device(), result));
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("measuring", [&] { return measure(model, files); }));
  *provenance.add_segments() = recorder.Describe();
  return absl::OkStatus();
}

// All of them, also where a failed measurement has none.
std::vector<OutputFile> Outputs(const MeasurementSpec& spec, const SideFiles& files,
                                const Provenance& provenance, const Message& result) {
  std::vector<OutputFile> outputs;
  for (const MeasurementSpec::File& file : spec.files()) {
    const auto found = files.find(file.name());
    outputs.push_back({file.path(), found == files.end() ? "" : found->second});
  }
  outputs.push_back({spec.provenance(), SerializeDeterministically(provenance)});
  outputs.push_back({spec.result(), SerializeDeterministically(result)});
  return outputs;
}

}  // namespace

absl::Status RunMeasurement(const std::string& spec_path, Message* recipe, Message* result,
                            const MeasureFunction& measure) {
  MeasurementSpec spec;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(spec_path, &spec));
  LABELREP_RETURN_IF_ERROR(ReadTextProto(spec.recipe(), recipe));
  FillDefaults(recipe);
  SetMessage("recipe", *recipe, result);
  SetText("recipe_sha256", Sha256Hex(SerializeDeterministically(*recipe)), result);
  RunResult run;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(spec.model().result(), &run));
  SetMessage("model", run.recipe(), result);

  Provenance provenance = MakeProvenance();
  SideFiles files;
  if (const auto failure = WhyNoModel(run, spec.model().weights()); failure.has_value()) {
    SetMessage("failure", *failure, result);
    return WriteInOrder(Outputs(spec, {}, provenance, *result));
  }
  const absl::Status status = Measure(spec, *recipe, result, measure, provenance, files);
  if (!status.ok()) {
    if (!WouldFailAgain(status)) return status;
    SetMessage("failure", FailureOf(status), result);
    files.clear();
  }
  return WriteInOrder(Outputs(spec, files, provenance, *result));
}

int RunMeasurementProgram(const char* name, const char* usage, int argc, char** argv,
                          Message* recipe, Message* result, const MeasureFunction& measure) {
  KeepFreedMemory();
  return RunProgram(name, usage, argc, argv, [&]() -> absl::Status {
    const std::string spec = absl::GetFlag(FLAGS_spec);
    if (spec.empty()) return absl::InvalidArgumentError("--spec: not given; it is needed");
    return RunMeasurement(spec, recipe, result, measure);
  });
}

}  // namespace labelrep
