#include "lib/base/safetensors_metadata.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/safetensors_header.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

// A file as memory: the parser is given all of it, and what it does not look at is not read.
class MappedFile {
 public:
  MappedFile() = default;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile() {
    if (start_ != MAP_FAILED) munmap(start_, size_);
    if (file_ >= 0) close(file_);
  }

  absl::Status Open(const std::string& path) {
    file_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (file_ < 0 || fstat(file_, &info) != 0) return CannotRead(path);
    size_ = static_cast<size_t>(info.st_size);
    // Nothing cannot be mapped.
    if (size_ == 0) return absl::OkStatus();
    start_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
    return start_ == MAP_FAILED ? CannotRead(path) : absl::OkStatus();
  }

  absl::string_view bytes() const {
    return start_ == MAP_FAILED ? "" : absl::string_view(static_cast<const char*>(start_), size_);
  }

 private:
  static absl::Status CannotRead(const std::string& path) {
    return absl::ErrnoToStatus(errno, absl::StrCat("cannot read ", path));
  }

  int file_ = -1;
  void* start_ = MAP_FAILED;
  size_t size_ = 0;
};

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> ReadSafetensorsMetadata(
    const std::string& path) {
  MappedFile file;
  LABELREP_RETURN_IF_ERROR(file.Open(path));
  LABELREP_ASSIGN_OR_RETURN(SafetensorsHeader header, ParseSafetensorsHeader(file.bytes(), path));
  return std::move(header.metadata);
}

}  // namespace labelrep
