// Makes the site of a profile's results: make_site --spec=FILE --out=FOLDER.
#include <filesystem>
#include <map>
#include <string>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "experiments/site/pages.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, spec, "", "what the site is made from (SiteSpec, text)");
ABSL_FLAG(std::string, out, "", "the folder to write");

namespace labelrep {
namespace {

absl::Status Run() {
  const std::string out = absl::GetFlag(FLAGS_out);
  if (absl::GetFlag(FLAGS_spec).empty() || out.empty()) {
    return absl::InvalidArgumentError("--spec=FILE and --out=FOLDER are needed; see --help");
  }
  SiteInputs inputs;
  LABELREP_RETURN_IF_ERROR(ReadTextProto(UserPath(absl::GetFlag(FLAGS_spec)), &inputs.spec));
  LABELREP_RETURN_IF_ERROR(ReadSiteInputs(inputs));
  std::map<std::string, std::string> files;
  LABELREP_ASSIGN_OR_RETURN(files, MakeSite(inputs));
  for (const auto& [path, bytes] : files) {
    const std::filesystem::path file = std::filesystem::path(UserPath(out)) / path;
    LABELREP_RETURN_IF_ERROR(MakeDirectory(file.parent_path().string()));
    LABELREP_RETURN_IF_ERROR(ReplaceFile(file.string(), bytes));
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("error", "Makes the site of a profile's results: --spec --out", argc,
                              argv, labelrep::Run);
}
