// Writes a figure anew in every format that needs no renderer:
//   bazel run //lib/viz:write_figure_program -- --figure=fig4_datafrac.pb --out=fig4_datafrac
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/match.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/viz/write_figure.h"

ABSL_FLAG(std::string, figure, "",
          "Figure to read: binary, or in text form if the name ends in .textproto.");
ABSL_FLAG(std::string, out, "",
          "Path of the files to write, without .pb, .csv, .json, .md, .vl.json.");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("Writes a figure anew: --figure=FILE --out=PREFIX");
  absl::ParseCommandLine(argc, argv);
  const std::string path = labelrep::UserPath(absl::GetFlag(FLAGS_figure));
  labelrep::Figure figure;
  absl::Status status = absl::EndsWith(path, ".textproto")
                            ? labelrep::ReadTextProto(path, &figure)
                            : labelrep::ReadBinaryProto(path, &figure);
  if (status.ok())
    status = labelrep::WriteFigure(figure, labelrep::UserPath(absl::GetFlag(FLAGS_out)));
  if (status.ok()) return 0;
  std::cerr << "error: " << status.message() << "\n";
  return 1;
}
