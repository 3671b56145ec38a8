#include "experiments/measure/output_files.h"

#include "lib/base/files.h"
#include "lib/base/status_macros.h"

namespace labelrep {

absl::Status WriteInOrder(const std::vector<OutputFile>& files) {
  LABELREP_RETURN_IF_ERROR(RemoveFile(files.back().path));
  for (size_t i = 0; i < files.size(); ++i) {
    const absl::Status status = WriteFileAtomically(files[i].path, files[i].bytes);
    if (status.ok()) continue;
    while (i-- > 0) RemoveFile(files[i].path).IgnoreError();
    return status;
  }
  return absl::OkStatus();
}

}  // namespace labelrep
