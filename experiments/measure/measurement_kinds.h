// The kinds of measurements, as kinds.bzl lists them.
#ifndef EXPERIMENTS_MEASURE_MEASUREMENT_KINDS_H_
#define EXPERIMENTS_MEASURE_MEASUREMENT_KINDS_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace labelrep {

// Of the name of a recorded measurement; see name_part() in kinds.bzl.
struct NamePart {
  std::string text;
  std::string field;
  std::string value;
};

struct MeasurementKind {
  std::string name;                          // "attack"
  const google::protobuf::Message* result;   // the default instance of its message
  std::string absent;                        // why there is no result where none is recorded
  std::string result_suffix;                 // ".attack.pb"
  std::string provenance_suffix;             // ".attack_provenance.pb"
  std::map<std::string, std::string> files;  // name of a side file -> suffix
  std::vector<NamePart> name_parts;          // behind the name of the run
  // Recipe message -> what fills in defaults of its own, beyond the schema's.
  std::map<std::string, std::function<void(google::protobuf::Message*)>> complete;
};

// INVALID_ARGUMENT naming the known kinds for one that is none of them.
absl::StatusOr<const MeasurementKind*> FindMeasurementKind(const std::string& name);

}  // namespace labelrep

#endif  // EXPERIMENTS_MEASURE_MEASUREMENT_KINDS_H_
