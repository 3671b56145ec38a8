// Makes a table or figure. Each file that registers a form is linked with this into a program of
// its own, so that a change to one remakes no other.
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "experiments/report/report.h"
#include "lib/base/files.h"
#include "lib/base/program.h"

ABSL_FLAG(std::string, spec, "", "what the outputs are made from (ReportSpec, text)");
ABSL_FLAG(std::string, out, "", "path of the files to write, without .pb and other endings");

namespace labelrep {
namespace {

absl::Status Run() {
  const std::string spec = absl::GetFlag(FLAGS_spec);
  const std::string out = absl::GetFlag(FLAGS_out);
  if (spec.empty() || out.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(spec.empty() ? "--spec" : "--out", " is missing; see --help"));
  }
  return WriteReport(UserPath(spec), UserPath(out));
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram(
      "error",
      "Makes a table in every format, or a figure in every format that needs no renderer: "
      "--spec=FILE --out=PREFIX",
      argc, argv, labelrep::Run);
}
