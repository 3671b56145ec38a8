#include "lib/report/write_formats.h"

#include "lib/base/files.h"

namespace labelrep {

absl::Status WriteFormats(const std::vector<std::pair<std::string, std::string>>& formats,
                          const std::string& prefix) {
  for (size_t i = 0; i < formats.size(); ++i) {
    const absl::Status status = WriteFileAtomically(prefix + formats[i].first, formats[i].second);
    if (status.ok()) continue;
    // What went wrong first is what the user is to hear of.
    for (size_t written = 0; written < i; ++written)
      RemoveFile(prefix + formats[written].first).IgnoreError();
    return status;
  }
  return absl::OkStatus();
}

}  // namespace labelrep
