// Writes a table anew in every format:
//   ./bazelw run //lib/report:render_table -- --table=table1.pb --out=table1
#include <string>

#include "absl/flags/flag.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/write_table.h"

ABSL_FLAG(std::string, table, "",
          "Table to read: binary, or in text form if the name ends in .textproto.");
ABSL_FLAG(std::string, out, "",
          "Path of the files to write, without .pb, .md, .csv, .tex, .json, .html.");

namespace labelrep {
namespace {

absl::Status Main() {
  if (absl::GetFlag(FLAGS_table).empty() || absl::GetFlag(FLAGS_out).empty()) {
    return absl::InvalidArgumentError("--table and --out are needed; see --help");
  }
  Table table;
  LABELREP_RETURN_IF_ERROR(ReadProto(UserPath(absl::GetFlag(FLAGS_table)), &table));
  const std::string out = UserPath(absl::GetFlag(FLAGS_out));
  return WriteTable(table, out);
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("render_table",
                              "writes a table anew in every format: --table=FILE --out=PREFIX",
                              argc, argv, labelrep::Main);
}
