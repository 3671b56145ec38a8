#include "experiments/tables/table_main.h"

#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_cat.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/report/write_table.h"

ABSL_FLAG(std::string, spec, "", "what the table is made from (TableSpec, text)");
ABSL_FLAG(std::string, out, "",
          "path of the files to write, without .pb, .md, .csv, .tex, .json, .html");

namespace labelrep {
namespace {

absl::Status Run(const std::vector<char*>& arguments, const MakeTable& make) {
  if (arguments.size() > 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("unexpected argument '", arguments[1], "'; expected --spec and --out only"));
  }
  const std::string spec = absl::GetFlag(FLAGS_spec);
  const std::string out = absl::GetFlag(FLAGS_out);
  if (spec.empty() || out.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(spec.empty() ? "--spec" : "--out", " is missing; see --help"));
  }
  return WriteTableOfSpec(UserPath(spec), UserPath(out), make);
}

}  // namespace

absl::Status WriteTableOfSpec(const std::string& spec_path, const std::string& out_prefix,
                              const MakeTable& make) {
  TableSpec spec;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(spec_path, &spec));
  for (TableSpec::Run& run : *spec.mutable_runs()) {
    if (run.has_result()) run.set_result(UserPath(run.result()));
  }
  for (TableSpec::Labels& labels : *spec.mutable_label_sets()) {
    labels.set_file(UserPath(labels.file()));
  }
  LABELREP_ASSIGN_OR_RETURN(const Table table, make(spec));
  return WriteTable(table, out_prefix);
}

int TableMain(int argc, char** argv, const MakeTable& make) {
  absl::SetProgramUsageMessage("Makes a table in every format: --spec=FILE --out=PREFIX");
  const absl::Status status = Run(absl::ParseCommandLine(argc, argv), make);
  if (status.ok()) return 0;
  std::cerr << "error: " << status.message() << "\n";
  return 1;
}

}  // namespace labelrep
