#include "lib/report/write_formats.h"

#include "lib/base/output_files.h"

namespace labelrep {

absl::Status WriteFormats(const std::vector<std::pair<std::string, std::string>>& formats,
                          const std::string& prefix) {
  std::vector<OutputFile> files;
  for (const auto& [suffix, bytes] : formats) files.push_back({prefix + suffix, bytes});
  return WriteTogether(files);
}

}  // namespace labelrep
