#include "experiments/tables/spec_main.h"

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, spec, "", "what the outputs are made from (TableSpec, text)");
ABSL_FLAG(std::string, out, "", "path of the files to write, without .pb and other endings");

namespace labelrep {
namespace {

absl::Status Run(const WriteOutputs& write) {
  const std::string spec = absl::GetFlag(FLAGS_spec);
  const std::string out = absl::GetFlag(FLAGS_out);
  if (spec.empty() || out.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(spec.empty() ? "--spec" : "--out", " is missing; see --help"));
  }
  return WriteOutputsOfSpec(UserPath(spec), UserPath(out), write);
}

}  // namespace

absl::Status WriteOutputsOfSpec(const std::string& spec_path, const std::string& out_prefix,
                                const WriteOutputs& write) {
  TableSpec spec;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(spec_path, &spec));
  for (TableSpec::Run& run : *spec.mutable_runs()) {
    if (run.has_result()) run.set_result(UserPath(run.result()));
  }
  for (TableSpec::Attack& attack : *spec.mutable_attacks()) {
    if (attack.has_result()) attack.set_result(UserPath(attack.result()));
  }
  for (TableSpec::Labels& labels : *spec.mutable_label_sets()) {
    labels.set_file(UserPath(labels.file()));
  }
  return write(spec, out_prefix);
}

int SpecMain(int argc, char** argv, const std::string& purpose, const WriteOutputs& write) {
  return RunProgram("error", absl::StrCat(purpose, ": --spec=FILE --out=PREFIX"), argc, argv,
                    [&] { return Run(write); });
}

}  // namespace labelrep
