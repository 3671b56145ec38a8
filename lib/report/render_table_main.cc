// Writes a table anew in every format:
//   bazel run //lib/report:render_table -- --table=table1.pb --out=table1
#include <iostream>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/match.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/report/write_table.h"

ABSL_FLAG(std::string, table, "",
          "Table to read: binary, or in text form if the name ends in .textproto.");
ABSL_FLAG(std::string, out, "",
          "Path of the files to write, without .pb, .md, .csv, .tex, .json, .html.");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("Writes a table anew in every format: --table=FILE --out=PREFIX");
  absl::ParseCommandLine(argc, argv);
  const std::string path = labelrep::UserPath(absl::GetFlag(FLAGS_table));
  labelrep::Table table;
  absl::Status status = absl::EndsWith(path, ".textproto")
                            ? labelrep::ReadTextProto(path, &table)
                            : labelrep::ReadBinaryProto(path, &table);
  if (status.ok())
    status = labelrep::WriteTable(table, labelrep::UserPath(absl::GetFlag(FLAGS_out)));
  if (status.ok()) return 0;
  std::cerr << "error: " << status.message() << "\n";
  return 1;
}
