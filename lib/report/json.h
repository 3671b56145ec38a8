// Tables as JSON for other programs.
#ifndef LIB_REPORT_JSON_H_
#define LIB_REPORT_JSON_H_

#include <string>

#include "absl/status/statusor.h"
#include "results/report.pb.h"

namespace labelrep {

// The Table message in protobuf's JSON form with the field names of results/report.proto, full
// precision, and every cell's status and column's decimals spelled out.
absl::StatusOr<std::string> TableAsJson(const Table& table);

}  // namespace labelrep

#endif  // LIB_REPORT_JSON_H_
