// Joins the provenance of a run's segments:
//   merge_provenance --out=OUT SEGMENT_1 SEGMENT_2 ...
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "experiments/record/merged_provenance.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, out, "", "where to write the provenance of the whole run");

namespace labelrep {
namespace {

absl::Status Merge(const std::vector<std::string>& files) {
  std::vector<Provenance> segments(files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    LABELREP_RETURN_IF_ERROR(ReadBinaryProto(files[i], &segments[i]));
  }
  return WriteBinaryProto(absl::GetFlag(FLAGS_out), MergeProvenance(segments));
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("merge_provenance", "joins the provenance of a run's segments", argc,
                              argv, labelrep::Merge);
}
