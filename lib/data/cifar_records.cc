#include "lib/data/cifar_records.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"
#include "lib/base/user_text.h"
#include "lib/data/class_names.h"

namespace labelrep {
namespace {

constexpr absl::string_view kClassNames10 = "batches.meta.txt";
constexpr absl::string_view kClassNames100 = "fine_label_names.txt";
constexpr uint64_t kMaxSplitBytes = uint64_t{4} << 30;
constexpr int64_t kMinImageSize = 8;
constexpr int64_t kMaxImageSize = 1024;
constexpr absl::string_view kGetCopy = "; get a fresh copy of the data set";

std::string InFolder(const std::string& folder, absl::string_view name) {
  return absl::StrCat(folder, "/", name);
}

absl::StatusOr<uint64_t> FileSize(const std::string& path) {
  std::error_code error;
  const uint64_t size = std::filesystem::file_size(path, error);
  if (!error) return size;
  const std::string message = absl::StrCat(
      path, ": ", error.message(), "; expected the files of CIFAR's binary layout in this folder");
  return error == std::errc::no_such_file_or_directory ? absl::NotFoundError(message)
                                                       : absl::UnavailableError(message);
}

// data_batch_1.bin, data_batch_2.bin, ... as many as are there; reading then names any
// that is missing.
absl::StatusOr<std::vector<std::string>> TrainBatches(const std::string& folder) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<std::string> files, ListFiles(folder));
  const auto is_batch = [](const std::string& path) {
    const std::string name = std::filesystem::path(path).filename().string();
    return name.starts_with("data_batch_") && name.ends_with(".bin");
  };
  const auto found = std::count_if(files.begin(), files.end(), is_batch);
  std::vector<std::string> batches;
  for (int64_t i = 1; i <= std::max<int64_t>(found, 1); ++i) {
    batches.push_back(InFolder(folder, absl::StrCat("data_batch_", i, ".bin")));
  }
  return batches;
}

absl::StatusOr<CifarFiles> FindLayout(const std::string& folder) {
  const std::string names10 = InFolder(folder, kClassNames10);
  const std::string names100 = InFolder(folder, kClassNames100);
  if (PathExists(names10) && PathExists(names100)) {
    return absl::InvalidArgumentError(
        absl::StrCat(folder, ": has both ", kClassNames10, " and ", kClassNames100,
                     "; expected one data set in one folder; move one of them elsewhere"));
  }
  if (PathExists(names100)) {
    return CifarFiles{
        names100, 2, {InFolder(folder, "train.bin")}, {InFolder(folder, "test.bin")}, {}};
  }
  if (!PathExists(names10)) {
    return absl::NotFoundError(absl::StrCat(
        folder, ": neither ", kClassNames10, " (CIFAR-10 layout) nor ", kClassNames100,
        " (CIFAR-100 layout) is there; give the folder of a data set in CIFAR's binary layout"));
  }
  CifarFiles files{names10, 1, {}, {InFolder(folder, "test_batch.bin")}, {}};
  LABELREP_ASSIGN_OR_RETURN(files.train_paths, TrainBatches(folder));
  return files;
}

absl::StatusOr<int64_t> ReadImageSize(const std::string& folder) {
  const std::string path = InFolder(folder, kImageSizeFile);
  if (!PathExists(path)) return kCifarImageSize;
  LABELREP_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
  int64_t size = 0;
  if (absl::SimpleAtoi(text, &size) && size >= kMinImageSize && size <= kMaxImageSize) return size;
  return absl::InvalidArgumentError(absl::StrCat(
      path, ": found \"", Printable(absl::string_view(text).substr(0, 40)),
      "\"; expected the height and width of the images in pixels, one whole number from ",
      kMinImageSize, " to ", kMaxImageSize, ", such as 64"));
}

absl::Status CheckFileSize(const std::string& path, uint64_t size, const CifarFiles& files) {
  const uint64_t record_bytes = files.record_bytes();
  if (size > 0 && size % record_bytes == 0) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      path, ": ", size, " bytes: record ", size / record_bytes, " at byte ",
      size / record_bytes * record_bytes, " has ", size % record_bytes, " bytes; expected ",
      record_bytes, ", so that the file is one or more whole records of images of ",
      files.image_size, "x", files.image_size, kGetCopy, ", or put another size into ",
      kImageSizeFile, " beside it"));
}

}  // namespace

absl::StatusOr<CifarFiles> FindCifarFiles(const std::string& folder) {
  LABELREP_ASSIGN_OR_RETURN(CifarFiles files, FindLayout(folder));
  LABELREP_ASSIGN_OR_RETURN(files.class_names, ReadClassNames(files.names_path));
  LABELREP_ASSIGN_OR_RETURN(files.image_size, ReadImageSize(folder));
  return files;
}

absl::StatusOr<std::vector<int64_t>> CountRecords(const std::vector<std::string>& paths,
                                                  const CifarFiles& files) {
  std::vector<int64_t> counts;
  uint64_t total = 0;
  for (const std::string& path : paths) {
    LABELREP_ASSIGN_OR_RETURN(const uint64_t size, FileSize(path));
    LABELREP_RETURN_IF_ERROR(CheckFileSize(path, size, files));
    if (size > kMaxSplitBytes || (total += size) > kMaxSplitBytes) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": ", size, " bytes; expected at most ",
                                                     kMaxSplitBytes, " bytes in one split",
                                                     kGetCopy));
    }
    counts.push_back(static_cast<int64_t>(size / files.record_bytes()));
  }
  return counts;
}

absl::Status CheckLabels(const std::string& path, int64_t first, absl::string_view records,
                         const CifarFiles& files) {
  const uint64_t step = files.record_bytes();
  const uint64_t start = static_cast<uint64_t>(first) * step;
  for (uint64_t offset = files.label_bytes - 1; offset < records.size(); offset += step) {
    const size_t label = static_cast<uint8_t>(records[offset]);
    if (label < files.class_names.size()) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": record ", first + offset / step, ", byte ", start + offset,
                     ": label ", label, "; expected 0 to ", files.class_names.size() - 1,
                     ", the classes of ", files.names_path, kGetCopy));
  }
  return absl::OkStatus();
}

ImageSet MakeEmptySet(const CifarFiles& files, size_t images) {
  ImageSet set;
  set.image_size = files.image_size;
  set.pixels.reserve(images * set.image_bytes());
  set.labels.reserve(images);
  return set;
}

void AppendImage(absl::string_view record, const CifarFiles& files, ImageSet& images) {
  images.labels.push_back(static_cast<uint8_t>(record[files.label_bytes - 1]));
  const auto* bytes = reinterpret_cast<const uint8_t*>(record.data());
  images.pixels.insert(images.pixels.end(), bytes + files.label_bytes, bytes + record.size());
}

absl::StatusOr<CifarRecords> ReadRecords(const std::vector<std::string>& paths,
                                         const CifarFiles& files) {
  LABELREP_RETURN_IF_ERROR(CountRecords(paths, files).status());
  CifarRecords split;
  split.file_bytes.reserve(paths.size());
  for (const std::string& path : paths) {
    LABELREP_ASSIGN_OR_RETURN(split.file_bytes.emplace_back(), ReadFile(path));
    const absl::string_view bytes = split.file_bytes.back();
    LABELREP_RETURN_IF_ERROR(CheckFileSize(path, bytes.size(), files));
    LABELREP_RETURN_IF_ERROR(CheckLabels(path, 0, bytes, files));
    for (uint64_t i = 0; i < bytes.size(); i += files.record_bytes()) {
      split.records.push_back(bytes.substr(i, files.record_bytes()));
    }
  }
  return split;
}

std::vector<DigestedRecord> CanonicalOrder(const std::vector<absl::string_view>& records) {
  std::vector<DigestedRecord> order;
  order.reserve(records.size());
  for (absl::string_view record : records) {
    order.push_back({Sha256Raw(record), static_cast<int64_t>(order.size())});
  }
  // Equal digests are equal records, so their order cannot be told; but it is always the same.
  std::sort(order.begin(), order.end(), [](const DigestedRecord& a, const DigestedRecord& b) {
    return a.sha256 != b.sha256 ? a.sha256 < b.sha256 : a.record < b.record;
  });
  return order;
}

}  // namespace labelrep
