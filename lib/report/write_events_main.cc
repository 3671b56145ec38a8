// Writes a run's curves for TensorBoard:
//   bazel run //lib/report:write_events -- --result=result.pb --out=run/events.out.tfevents.0
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/match.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/report/run_events.h"

ABSL_FLAG(std::string, result, "",
          "RunResult to read: binary, or in text form if the name ends in .textproto");
ABSL_FLAG(std::string, out, "", "event file to write; its name has to contain tfevents");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("Writes a run's curves for TensorBoard: --result=FILE --out=FILE");
  absl::ParseCommandLine(argc, argv);
  labelrep::RunResult result;
  const std::string path = labelrep::UserPath(absl::GetFlag(FLAGS_result));
  absl::Status status = absl::EndsWith(path, ".textproto")
                            ? labelrep::ReadTextProto(path, &result)
                            : labelrep::ReadBinaryProto(path, &result);
  if (status.ok()) {
    status = labelrep::WriteFileAtomically(labelrep::UserPath(absl::GetFlag(FLAGS_out)),
                                           labelrep::RunAsEvents(result));
  }
  if (status.ok()) return 0;
  std::cerr << "error: " << status.message() << "\n";
  return 1;
}
