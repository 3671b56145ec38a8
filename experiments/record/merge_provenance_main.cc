// Joins the provenance of a run's segments:
//   merge_provenance --out=OUT SEGMENT_1 SEGMENT_2 ...
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "experiments/record/merge_provenance.h"
#include "lib/base/proto_io.h"

ABSL_FLAG(std::string, out, "", "where to write the provenance of the whole run");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("joins the provenance of a run's segments");
  std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  std::vector<labelrep::Provenance> segments(arguments.size() - 1);
  absl::Status status;
  for (size_t i = 0; i < segments.size() && status.ok(); ++i) {
    status = labelrep::ReadBinaryProto(arguments[i + 1], &segments[i]);
  }
  if (status.ok()) {
    status =
        labelrep::WriteBinaryProto(absl::GetFlag(FLAGS_out), labelrep::MergeProvenance(segments));
  }
  if (status.ok()) return 0;
  std::cerr << "merge_provenance: " << status.message() << "\n";
  return 1;
}
