// Writes a run's curves for TensorBoard:
//   bazel run //lib/report:write_events -- --result=result.pb --out=run/events.out.tfevents.0
#include <string>

#include "absl/flags/flag.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/run_events.h"

ABSL_FLAG(std::string, result, "",
          "RunResult to read: binary, or in text form if the name ends in .textproto");
ABSL_FLAG(std::string, out, "", "event file to write; its name has to contain tfevents");

namespace labelrep {
namespace {

absl::Status Main() {
  RunResult result;
  LABELREP_RETURN_IF_ERROR(ReadProto(UserPath(absl::GetFlag(FLAGS_result)), &result));
  const std::string out = UserPath(absl::GetFlag(FLAGS_out));
  return WriteFileAtomically(out, RunAsEvents(result));
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("write_events",
                              "writes a run's curves for TensorBoard: --result=FILE --out=FILE",
                              argc, argv, labelrep::Main);
}
