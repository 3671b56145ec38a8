// Writes a figure anew in every format that needs no renderer:
//   ./bazelw run //lib/viz:write_figure_program -- --figure=fig4_datafrac.pb --out=fig4_datafrac
#include <string>

#include "absl/flags/flag.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/viz/write_figure.h"

ABSL_FLAG(std::string, figure, "",
          "Figure to read: binary, or in text form if the name ends in .textproto.");
ABSL_FLAG(std::string, out, "",
          "Path of the files to write, without .pb, .csv, .json, .md, .vl.json.");

namespace labelrep {
namespace {

absl::Status Main() {
  if (absl::GetFlag(FLAGS_figure).empty() || absl::GetFlag(FLAGS_out).empty()) {
    return absl::InvalidArgumentError("--figure and --out are needed; see --help");
  }
  Figure figure;
  LABELREP_RETURN_IF_ERROR(ReadProto(UserPath(absl::GetFlag(FLAGS_figure)), &figure));
  const std::string out = UserPath(absl::GetFlag(FLAGS_out));
  return WriteFigure(figure, out);
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("write_figure", "writes a figure anew: --figure=FILE --out=PREFIX",
                              argc, argv, labelrep::Main);
}
