// Tables, and other messages, as JSON for other programs.
#ifndef LIB_REPORT_JSON_H_
#define LIB_REPORT_JSON_H_

#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "results/report.pb.h"

namespace labelrep {

// The Table message in protobuf's JSON form with the field names of results/report.proto, full
// precision, and every cell's status and column's decimals spelled out.
absl::StatusOr<std::string> TableAsJson(const Table& table);

// Any message in that form; text that is no UTF-8 is made so. `name` stands in an error.
absl::StatusOr<std::string> MessageAsJson(const google::protobuf::Message& message,
                                          const std::string& name);

}  // namespace labelrep

#endif  // LIB_REPORT_JSON_H_
