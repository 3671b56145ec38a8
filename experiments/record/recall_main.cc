// Finds a recorded measurement by its recipes and copies parts of it:
//   recall --kind=attack --asked=ASKED.textproto --parts=result --out=OUT FILES...
// ASKED is a result of that kind with its recipes only. A result that was not recorded is written
// as an absent one. Another part (provenance, or a side file such as weights) is then an error, but
// with _or_empty behind its name an empty file.
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "experiments/measure/measurement_kinds.h"
#include "experiments/record/envelope.h"
#include "experiments/record/recorded.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, kind, "", "kind of the measurement: run, attack, ...");
ABSL_FLAG(std::string, asked, "",
          "a result (text) of that kind with the recipes that are asked for");
ABSL_FLAG(std::vector<std::string>, parts, {"result"},
          "what to copy: result, provenance or a side file's name, separated by commas");
ABSL_FLAG(std::vector<std::string>, out, {}, "where to write each of them");

namespace labelrep {
namespace {

constexpr char kOrEmpty[] = "_or_empty";

absl::StatusOr<std::string> ReadPart(const MeasurementKind& kind,
                                     const google::protobuf::Message& asked,
                                     const std::optional<Recorded>& recorded,
                                     const std::string& part) {
  if (part != "result" && part != "provenance" && !kind.files.contains(part)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--parts=", part, ": measurements of kind ", kind.name, " have no such file"));
  }
  if (recorded.has_value()) {
    if (part == "result") return ReadFile(recorded->stem + kind.result_suffix);
    if (part == "provenance") return ReadFile(recorded->stem + kind.provenance_suffix);
    return ReadRecordedFile(kind, *recorded, part);
  }
  if (part == "result") return SerializeDeterministically(*AbsentResult(kind, asked));
  return absl::NotFoundError(
      absl::StrCat("no recorded ", kind.name, " ", RecordedRunName(RunRecipeOf(asked)),
                   " under results/measured has the recipe digest of this one; build without "
                   "--config=recorded to measure it"));
}

absl::Status WritePart(const MeasurementKind& kind, const google::protobuf::Message& asked,
                       const std::optional<Recorded>& recorded, const std::string& name,
                       const std::string& out) {
  const std::string part(absl::StripSuffix(name, kOrEmpty));
  absl::StatusOr<std::string> bytes = ReadPart(kind, asked, recorded, part);
  if (part != name && absl::IsNotFound(bytes.status())) {
    // Where files are there that do not fit, nothing else says so.
    if (recorded.has_value()) std::cerr << "recall: " << bytes.status().message() << "\n";
    bytes = "";
  }
  LABELREP_RETURN_IF_ERROR(bytes.status());
  return WriteFileAtomically(out, *bytes);
}

absl::Status Recall(const std::vector<std::string>& files) {
  const std::vector<std::string> parts = absl::GetFlag(FLAGS_parts);
  const std::vector<std::string> out = absl::GetFlag(FLAGS_out);
  if (parts.size() != out.size()) {
    return absl::InvalidArgumentError(absl::StrCat("--out: ", out.size(), " files, expected ",
                                                   parts.size(), ", as many as --parts"));
  }
  LABELREP_ASSIGN_OR_RETURN(const MeasurementKind* kind,
                            FindMeasurementKind(absl::GetFlag(FLAGS_kind)));
  const std::unique_ptr<google::protobuf::Message> asked(kind->result->New());
  LABELREP_RETURN_IF_ERROR(ReadTextProto(absl::GetFlag(FLAGS_asked), asked.get()));
  LABELREP_ASSIGN_OR_RETURN(const std::optional<Recorded> recorded,
                            FindRecorded(*kind, *asked, files));
  for (size_t i = 0; i < parts.size(); ++i) {
    LABELREP_RETURN_IF_ERROR(WritePart(*kind, *asked, recorded, parts[i], out[i]));
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("recall", "recalls a recorded measurement by its recipes' digests",
                              argc, argv, labelrep::Recall);
}
