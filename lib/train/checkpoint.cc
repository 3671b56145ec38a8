#include "lib/train/checkpoint.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "google/protobuf/text_format.h"
#include "lib/base/digest.h"
#include "lib/base/proto_io.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_macros.h"
#include "lib/base/tensor_array.h"

namespace labelrep {
namespace {

constexpr absl::string_view kFormat = "labelrep checkpoint 2";
constexpr char kDigest[] = "content_sha256";
constexpr absl::string_view kWeights = "weights/";
constexpr absl::string_view kBest = "best/";

void Append(absl::string_view prefix, const NamedTensors& tensors, Safetensors& file) {
  for (const auto& [name, tensor] : tensors) {
    file.tensors.emplace_back(absl::StrCat(prefix, name), ArrayFromTensor(tensor));
  }
}

std::string TextOf(const RunResult& progress) {
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string text;
  printer.PrintToString(progress, &text);
  return text;
}

// Epochs 1, 2, ..., the best of them among them and validated.
absl::Status CheckEpochs(const RunResult& progress, absl::string_view name) {
  for (int i = 0; i < progress.epochs_size(); ++i) {
    if (progress.epochs(i).epoch() == i + 1) continue;
    return absl::InvalidArgumentError(absl::StrCat(name, ", metadata \"progress\": epochs[", i,
                                                   "].epoch: found ", progress.epochs(i).epoch(),
                                                   ", expected ", i + 1));
  }
  const int32_t best = progress.best_epoch();
  const bool is_validated = best >= 1 && best <= progress.epochs_size() &&
                            progress.epochs(best - 1).has_validation_accuracy();
  if (!progress.has_best_epoch() || is_validated) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, ", metadata \"progress\": best_epoch: found ", best,
                   ", expected a validated epoch of the ", progress.epochs_size(), " so far"));
}

absl::Status CheckSame(absl::string_view what, const std::string& found,
                       const std::string& expected, absl::string_view name) {
  if (found == expected) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(name, ": checkpoint of another run: ", what, " is ", found, ", expected ",
                   expected, "; remove the file or write to another folder"));
}

// Of names, types, shapes and values, whatever their order in the file.
std::string ContentSha256(const Safetensors& file) {
  Sha256Accumulator digest;
  const auto add = [&digest](absl::string_view bytes) {
    digest.Update(absl::StrCat(bytes.size(), ":"));
    digest.Update(bytes);
  };
  for (const auto& [key, value] : file.metadata) {
    if (key == kDigest) continue;
    add(key);
    add(value);
  }
  std::map<absl::string_view, const Array*> by_name;
  for (const auto& [name, array] : file.tensors) by_name[name] = &array;
  for (const auto& [name, array] : by_name) {
    add(name);
    add(absl::StrCat(static_cast<int>(array->dtype), ",", absl::StrJoin(array->shape, ",")));
    add(array->bytes);
  }
  return digest.FinishHex();
}

absl::Status CheckContent(const Safetensors& file, absl::string_view name) {
  const auto format = file.metadata.find("format");
  if (format == file.metadata.end() || format->second != kFormat) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, ": metadata \"format\": found ",
        format == file.metadata.end() ? "nothing" : absl::StrCat("\"", format->second, "\""),
        ", expected \"", kFormat, "\": no checkpoint of a training run of this version"));
  }
  const auto stated = file.metadata.find(kDigest);
  const std::string digest = ContentSha256(file);
  if (stated != file.metadata.end() && stated->second == digest) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": damaged: the digest of its content is ", digest, ", expected ",
                   stated == file.metadata.end() ? "one in its metadata" : stated->second));
}

absl::StatusOr<Checkpoint> Decode(absl::string_view bytes, absl::string_view name) {
  LABELREP_ASSIGN_OR_RETURN(Safetensors file, ParseSafetensors(bytes, name));
  LABELREP_RETURN_IF_ERROR(CheckContent(file, name));
  Checkpoint checkpoint;
  LABELREP_RETURN_IF_ERROR(ParseTextProto(file.metadata["progress"],
                                          absl::StrCat(name, ", metadata \"progress\""),
                                          &checkpoint.progress));
  LABELREP_RETURN_IF_ERROR(CheckEpochs(checkpoint.progress, name));
  for (const auto& [tensor_name, array] : file.tensors) {
    absl::string_view rest = tensor_name;
    if (absl::ConsumePrefix(&rest, kWeights)) {
      checkpoint.weights.emplace_back(rest, TensorFromArray(array));
    } else if (absl::ConsumePrefix(&rest, kBest)) {
      checkpoint.best_weights.emplace_back(rest, TensorFromArray(array));
    } else {
      // Whether it is one of the stepper's shows when it is copied there.
      checkpoint.stepper_state.emplace_back(tensor_name, TensorFromArray(array));
    }
  }
  return checkpoint;
}

}  // namespace

std::string EncodeCheckpoint(const Checkpoint& checkpoint) {
  Safetensors file;
  file.metadata["format"] = std::string(kFormat);
  file.metadata["recipe_sha256"] = checkpoint.progress.recipe_sha256();
  file.metadata["progress"] = TextOf(checkpoint.progress);
  Append(kWeights, checkpoint.weights, file);
  Append("", checkpoint.stepper_state, file);
  Append(kBest, checkpoint.best_weights, file);
  file.metadata[kDigest] = ContentSha256(file);
  return EncodeSafetensors(file);
}

absl::StatusOr<Checkpoint> DecodeCheckpoint(absl::string_view bytes, absl::string_view name) {
  absl::StatusOr<Checkpoint> checkpoint = Decode(bytes, name);
  if (checkpoint.ok()) return checkpoint;
  return absl::DataLossError(
      absl::StrCat(checkpoint.status().message(), "; ", name, ": remove it to start over"));
}

absl::Status CheckSameRun(const RunResult& progress, const RunResult& expected,
                          absl::string_view name) {
  LABELREP_RETURN_IF_ERROR(
      CheckSame("recipe_sha256", progress.recipe_sha256(), expected.recipe_sha256(), name));
  LABELREP_RETURN_IF_ERROR(CheckSame("train_data_sha256", progress.train_data_sha256(),
                                     expected.train_data_sha256(), name));
  return CheckSame("labels_sha256", progress.labels_sha256(), expected.labels_sha256(), name);
}

absl::Status CopyTensors(const NamedTensors& from, const NamedTensors& to, absl::string_view name) {
  std::map<std::string, at::Tensor> sources(from.begin(), from.end());
  for (const auto& [tensor_name, tensor] : to) {
    const auto source = sources.find(tensor_name);
    if (source == sources.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat(name, ": tensor \"", tensor_name, "\" is missing"));
    }
    if (source->second.sizes() != tensor.sizes() ||
        source->second.scalar_type() != tensor.scalar_type()) {
      return absl::InvalidArgumentError(
          absl::StrCat(name, ": tensor \"", tensor_name, "\": found [",
                       absl::StrJoin(source->second.sizes(), ", "), "], expected [",
                       absl::StrJoin(tensor.sizes(), ", "), "] of the same dtype"));
    }
    tensor.detach().copy_(source->second);
    sources.erase(source);
  }
  if (!sources.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": tensor \"", sources.begin()->first, "\" is not of this run's model"));
  }
  return absl::OkStatus();
}

}  // namespace labelrep
