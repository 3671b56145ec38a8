#include "experiments/measure/measure_model.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "experiments/record/absent.h"
#include "google/protobuf/descriptor.h"
#include "lib/base/digest.h"
#include "lib/base/failure_policy.h"
#include "lib/base/field_checker.h"
#include "lib/base/heap.h"
#include "lib/base/output_files.h"
#include "lib/base/program.h"
#include "lib/base/proto_defaults.h"
#include "lib/base/proto_io.h"
#include "lib/base/torch_status.h"
#include "lib/eval/model_storage.h"
#include "lib/run/provenance.h"
#include "lib/run/run_device.h"

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

struct ModelOrFailure {
  std::optional<LoadedModel> model;
  RunFailure failure;  // where there is no model
};

// A checkpoint is known by its recipe, as a result has the digest of the last weights only.
absl::Status CheckCheckpointOf(const RunResult& run, const LoadedModel& model) {
  const std::string found = Sha256Hex(SerializeDeterministically(model.run));
  const std::string expected = Sha256Hex(SerializeDeterministically(run.recipe()));
  if (found == expected) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(
      model.weights_file, ": a checkpoint of a recipe with the digest ", found, ", expected ",
      expected, ", that of the run's; remove it and train the run again"));
}

absl::Status CheckWeightsOf(const RunResult& run, const LoadedModel& model) {
  if (model.checkpoint_epochs.has_value()) return CheckCheckpointOf(run, model);
  if (!run.has_weights_sha256() || run.weights_sha256() == model.weights_sha256) {
    return absl::OkStatus();
  }
  return absl::DataLossError(absl::StrCat(
      model.weights_file, ": SHA-256 ", model.weights_sha256, ", expected ", run.weights_sha256(),
      " as in the run's result: damaged, or of another run; remove it and train the run again"));
}

absl::StatusOr<ModelOrFailure> LoadOrSayWhyNot(const MeasurementSpec::Model& spec,
                                               const RunResult& run) {
  if (run.has_failure()) return ModelOrFailure{std::nullopt, run.failure()};
  std::error_code error;
  if (std::filesystem::file_size(spec.weights(), error) == 0 && !error) {
    return ModelOrFailure{
        std::nullopt,
        AbsentFailure("the run is recorded, but not the weights of its result; record it again "
                      "with a larger --max_weights_bytes, or run with --config=cpu to train and "
                      "attack it")};
  }
  absl::StatusOr<LoadedModel> model =
      LoadModel({.weights = spec.weights(), .labels = spec.labels(), .data = spec.data()});
  if (model.ok()) {
    LABELREP_RETURN_IF_ERROR(CheckWeightsOf(run, *model));
    return ModelOrFailure{*std::move(model), {}};
  }
  if (!WouldFailAgain(model.status())) return model.status();
  return ModelOrFailure{std::nullopt, FailureOf(model.status())};
}

absl::Status RunJob(const MeasurementSpec::Job& job, const AskFunction& ask, const Recipe& run,
                    const ModelOrFailure& loaded, Provenance& provenance,
                    std::vector<OutputFile>& outputs) {
  LABELREP_ASSIGN_OR_RETURN(const AskedMeasurement asked, ask(job));
  Message* result = asked.result.get();
  SetMessage("model", run, result);
  SideFiles files;
  if (!loaded.model.has_value()) {
    SetMessage("failure", loaded.failure, result);
  } else if (asked.measure != nullptr) {
    const absl::StatusOr<Provenance::Segment> segment = asked.measure(*loaded.model, files);
    if (segment.ok()) {
      SetMeasuredModel(*loaded.model, result);
      *provenance.add_segments() = *segment;
    } else if (WouldFailAgain(segment.status())) {
      SetMessage("failure", FailureOf(segment.status()), result);
      files.clear();
    } else {
      return segment.status();
    }
  }
  for (const auto& file : job.files()) outputs.push_back({file.path(), files[file.name()]});
  outputs.push_back({job.result(), SerializeDeterministically(*result)});
  return absl::OkStatus();
}

}  // namespace

void SetMeasuredModel(const LoadedModel& model, Message* result) {
  SetMessage("model", model.run, result);
  SetText("weights_sha256", model.weights_sha256, result);
  SetText("labels_sha256", model.labels_sha256, result);
  SetText("test_data_sha256", model.test_data_sha256, result);
}

absl::Status RunMeasurements(const std::string& spec_path, const AskFunction& ask) {
  MeasurementSpec spec;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(spec_path, &spec));
  if (spec.jobs().empty()) {
    return absl::InvalidArgumentError(absl::StrCat(spec_path, ": no jobs, expected at least one"));
  }
  RunResult run;
  LABELREP_RETURN_IF_ERROR(ReadBinaryProto(spec.model().result(), &run));
  LABELREP_ASSIGN_OR_RETURN(const ModelOrFailure loaded, LoadOrSayWhyNot(spec.model(), run));
  Provenance provenance = MakeProvenance();
  std::vector<OutputFile> outputs;
  for (const MeasurementSpec::Job& job : spec.jobs()) {
    LABELREP_RETURN_IF_ERROR(RunJob(job, ask, run.recipe(), loaded, provenance, outputs));
  }
  outputs.insert(outputs.end() - 1, {spec.provenance(), SerializeDeterministically(provenance)});
  return WriteTogether(outputs);
}

absl::Status ReadAsked(const MeasurementSpec::Job& job, Message* recipe, Message* result) {
  LABELREP_RETURN_IF_ERROR(ParseTextProto(job.asked(), job.result(), recipe));
  FillDefaults(recipe);
  SetMessage("recipe", *recipe, result);
  SetText("recipe_sha256", Sha256Hex(SerializeDeterministically(*recipe)), result);
  return absl::OkStatus();
}

absl::StatusOr<Provenance::Segment> MeasureOnDevice(
    const LoadedModel& model, const Message& recipe,
    const std::function<absl::Status(const TrainedModel&)>& measure) {
  const DeviceRequest request = DeviceOf(recipe);
  FieldChecker check("measurement", "recipe");
  check.Chosen("device", request.device, "CPU or CUDA");
  check.Number("threads", request.threads, request.threads >= 1 && request.threads <= 1024,
               "from 1 to 1024");
  LABELREP_RETURN_IF_ERROR(check.status());
  LABELREP_ASSIGN_OR_RETURN(const RunDevice device, RunDevice::Acquire(request));
  const SegmentRecorder recorder(device.gpu());
  TrainedModel trained{model, nullptr, device.device()};
  LABELREP_ASSIGN_OR_RETURN(trained.classifier, model.MakeClassifier());
  LABELREP_RETURN_IF_ERROR(CatchTorchErrors("measuring", [&] {
    MoveTo(trained.device, *trained.classifier);
    return measure(trained);
  }));
  return recorder.Describe();
}

int RunMeasurementProgram(const char* name, const char* usage, int argc, char** argv,
                          const AskFunction& ask) {
  KeepFreedMemory();
  return RunProgram(name, usage, argc, argv, [&]() -> absl::Status {
    const std::string spec = absl::GetFlag(FLAGS_spec);
    if (spec.empty()) return absl::InvalidArgumentError("--spec: not given; it is needed");
    return RunMeasurements(spec, ask);
  });
}

}  // namespace labelrep
