#include "lib/data/subset_copy.h"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/check.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

namespace fs = std::filesystem;

constexpr size_t kDigestBytes = 32;

std::string PathIn(const std::string& folder, const std::string& path) {
  return (fs::path(folder) / fs::path(path).filename()).string();
}

absl::Status CopyInto(const std::string& folder, const std::string& path) {
  std::error_code error;
  fs::copy_file(path, PathIn(folder, path), error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot copy ", path, " to ", folder, ": ", error.message()));
}

// The records of the files that are wanted, by their numbers, which have to be what the index says.
absl::StatusOr<std::vector<bool>> Wanted(const CifarRecords& split, const TrainIndex& index,
                                         const std::string& name,
                                         const std::set<int64_t>& positions) {
  const int64_t records = static_cast<int64_t>(split.records.size());
  const absl::Status other = absl::InvalidArgumentError(
      absl::StrCat(name, ": is not the index of this data set; make it again"));
  if (index.records_size() != records ||
      index.record_sha256().size() != kDigestBytes * split.records.size()) {
    return other;
  }
  const absl::string_view digests = index.record_sha256();
  std::vector<bool> wanted(split.records.size());
  for (const int64_t position : positions) {
    LABELREP_CHECK(position >= 0 && position < records, "position outside the split");
    const uint32_t record = index.records(static_cast<int>(position));
    if (record >= records ||
        Sha256Raw(split.records[record]) != digests.substr(position * kDigestBytes, kDigestBytes)) {
      return other;
    }
    wanted[record] = true;
  }
  return wanted;
}

// Writes those of the records from number `first` on, one file's, that are wanted.
absl::Status WriteWithHoles(const std::string& path, absl::string_view bytes, size_t record_bytes,
                            const std::vector<bool>& wanted, size_t first) {
  std::ofstream stream(path, std::ios::binary);
  for (size_t offset = 0; offset < bytes.size(); offset += record_bytes) {
    if (!wanted[first + offset / record_bytes]) continue;
    stream.seekp(static_cast<std::streamoff>(offset));
    stream.write(bytes.data() + offset, static_cast<std::streamsize>(record_bytes));
  }
  stream.close();
  std::error_code error;
  fs::resize_file(path, bytes.size(), error);
  if (stream && !error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", path));
}

}  // namespace

absl::Status CopySubset(const CifarFiles& files, const TrainIndex& index, const std::string& name,
                        const std::set<int64_t>& positions, const std::string& folder) {
  LABELREP_ASSIGN_OR_RETURN(const CifarRecords split, ReadRecords(files.train_paths, files));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<bool> wanted, Wanted(split, index, name, positions));
  std::vector<std::string> whole = files.test_paths;
  whole.push_back(files.names_path);
  const std::string image_size = fs::path(files.names_path).replace_filename(kImageSizeFile);
  if (PathExists(image_size)) whole.push_back(image_size);
  for (const std::string& path : whole) LABELREP_RETURN_IF_ERROR(CopyInto(folder, path));
  size_t first = 0;
  for (size_t i = 0; i < files.train_paths.size(); ++i) {
    const std::string& bytes = split.file_bytes[i];
    LABELREP_RETURN_IF_ERROR(WriteWithHoles(PathIn(folder, files.train_paths[i]), bytes,
                                            files.record_bytes(), wanted, first));
    first += bytes.size() / files.record_bytes();
  }
  return absl::OkStatus();
}

}  // namespace labelrep
