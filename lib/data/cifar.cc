#include "lib/data/cifar.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "lib/base/digest.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr absl::string_view kClassNames10 = "batches.meta.txt";
constexpr absl::string_view kClassNames100 = "fine_label_names.txt";
constexpr int kMaxClasses = 256;  // a label is one byte
constexpr uint64_t kMaxNamesBytes = 1 << 16;
constexpr uint64_t kMaxSplitBytes = uint64_t{4} << 30;
constexpr absl::string_view kGetCopy = "; get a fresh copy of the data set";

struct Layout {
  std::string names_path;
  int label_bytes = 1;  // the last of them is the class
  std::vector<std::string> train_paths;
  std::vector<std::string> test_paths;

  uint64_t record_bytes() const { return label_bytes + kImageBytes; }
};

std::string InFolder(const std::string& folder, absl::string_view name) {
  return absl::StrCat(folder, "/", name);
}

bool Exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
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

// data_batch_1.bin, data_batch_2.bin, ... up to the highest number that is there; reading then
// names any that is missing.
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

absl::StatusOr<Layout> FindLayout(const std::string& folder) {
  const std::string names10 = InFolder(folder, kClassNames10);
  const std::string names100 = InFolder(folder, kClassNames100);
  if (Exists(names10) && Exists(names100)) {
    return absl::InvalidArgumentError(
        absl::StrCat(folder, ": has both ", kClassNames10, " and ", kClassNames100,
                     "; expected one data set in one folder; move one of them elsewhere"));
  }
  if (Exists(names100)) {
    return Layout{names100, 2, {InFolder(folder, "train.bin")}, {InFolder(folder, "test.bin")}};
  }
  if (!Exists(names10)) {
    return absl::NotFoundError(absl::StrCat(
        folder, ": neither ", kClassNames10, " (CIFAR-10 layout) nor ", kClassNames100,
        " (CIFAR-100 layout) is there; give the folder of a data set in CIFAR's binary layout"));
  }
  Layout layout{names10, 1, {}, {InFolder(folder, "test_batch.bin")}};
  LABELREP_ASSIGN_OR_RETURN(layout.train_paths, TrainBatches(folder));
  return layout;
}

absl::StatusOr<std::vector<std::string>> ReadClassNames(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const uint64_t size, FileSize(path));
  if (size > kMaxNamesBytes) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": ", size,
                                                   " bytes; expected class names, at most ",
                                                   kMaxNamesBytes, " bytes", kGetCopy));
  }
  LABELREP_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  std::vector<std::string> names;
  for (absl::string_view line : absl::StrSplit(absl::StripTrailingAsciiWhitespace(text), '\n')) {
    names.emplace_back(absl::StripAsciiWhitespace(line));
  }
  if (names.size() > kMaxClasses) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", names.size(), " lines; expected at most ", kMaxClasses,
                     " class names, as a label is one byte", kGetCopy));
  }
  absl::flat_hash_map<std::string, size_t> line_of;
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) {
      return absl::InvalidArgumentError(absl::StrCat(
          path, ": line ", i + 1, " is empty; expected one class name a line", kGetCopy));
    }
    const auto [earlier, is_new] = line_of.try_emplace(names[i], i + 1);
    if (!is_new) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": line ", i + 1, " repeats the class name \"", names[i],
                       "\" of line ", earlier->second, "; expected distinct names", kGetCopy));
    }
  }
  return names;
}

absl::Status CheckFileSize(const std::string& path, uint64_t size, uint64_t record_bytes) {
  if (size > 0 && size % record_bytes == 0) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      path, ": ", size, " bytes: record ", size / record_bytes, " at byte ",
      size / record_bytes * record_bytes, " has ", size % record_bytes, " bytes; expected ",
      record_bytes, ", so that the file is one or more whole records", kGetCopy));
}

absl::Status CheckLabels(const std::string& path, absl::string_view bytes, const Layout& layout,
                         size_t classes) {
  const uint64_t step = layout.record_bytes();
  for (uint64_t offset = layout.label_bytes - 1; offset < bytes.size(); offset += step) {
    const size_t label = static_cast<uint8_t>(bytes[offset]);
    if (label < classes) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        path, ": record ", offset / step, ", byte ", offset, ": label ", label, "; expected 0 to ",
        classes - 1, ", the classes of ", layout.names_path, kGetCopy));
  }
  return absl::OkStatus();
}

void SortByDigest(std::vector<absl::string_view>& records) {
  std::vector<std::pair<std::string, absl::string_view>> keyed;
  keyed.reserve(records.size());
  for (absl::string_view record : records) keyed.emplace_back(Sha256Raw(record), record);
  // Equal digests are equal records, so their order cannot be told.
  std::sort(keyed.begin(), keyed.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (size_t i = 0; i < records.size(); ++i) records[i] = keyed[i].second;
}

ImageSet MakeImageSet(const std::vector<absl::string_view>& records, int label_bytes) {
  ImageSet set;
  set.pixels.resize(records.size() * kImageBytes);
  set.labels.reserve(records.size());
  Sha256Accumulator digest;
  for (size_t i = 0; i < records.size(); ++i) {
    digest.Update(records[i]);
    set.labels.push_back(static_cast<uint8_t>(records[i][label_bytes - 1]));
    std::memcpy(&set.pixels[i * kImageBytes], records[i].data() + label_bytes, kImageBytes);
  }
  set.sha256 = digest.FinishHex();
  return set;
}

absl::StatusOr<ImageSet> ReadImages(const std::vector<std::string>& paths, const Layout& layout,
                                    size_t classes, RecordOrder order) {
  const uint64_t record_bytes = layout.record_bytes();
  uint64_t total = 0;
  for (const std::string& path : paths) {
    LABELREP_ASSIGN_OR_RETURN(const uint64_t size, FileSize(path));
    LABELREP_RETURN_IF_ERROR(CheckFileSize(path, size, record_bytes));
    if (size > kMaxSplitBytes || (total += size) > kMaxSplitBytes) {
      return absl::InvalidArgumentError(absl::StrCat(path, ": ", size, " bytes; expected at most ",
                                                     kMaxSplitBytes, " bytes in one split",
                                                     kGetCopy));
    }
  }
  std::vector<std::string> files;
  std::vector<absl::string_view> records;
  files.reserve(paths.size());
  records.reserve(total / record_bytes);
  for (const std::string& path : paths) {
    LABELREP_ASSIGN_OR_RETURN(files.emplace_back(), ReadFile(path));
    const absl::string_view bytes = files.back();
    LABELREP_RETURN_IF_ERROR(CheckFileSize(path, bytes.size(), record_bytes));
    LABELREP_RETURN_IF_ERROR(CheckLabels(path, bytes, layout, classes));
    for (uint64_t i = 0; i < bytes.size(); i += record_bytes) {
      records.push_back(bytes.substr(i, record_bytes));
    }
  }
  if (order == RecordOrder::kCanonical) SortByDigest(records);
  return MakeImageSet(records, layout.label_bytes);
}

}  // namespace

absl::StatusOr<Dataset> ReadCifar(const std::string& folder, const CifarOptions& options) {
  LABELREP_ASSIGN_OR_RETURN(const Layout layout, FindLayout(folder));
  Dataset dataset;
  LABELREP_ASSIGN_OR_RETURN(dataset.class_names, ReadClassNames(layout.names_path));
  const size_t classes = dataset.class_names.size();
  if (options.read_train) {
    LABELREP_ASSIGN_OR_RETURN(dataset.train,
                              ReadImages(layout.train_paths, layout, classes, options.order));
  }
  if (options.read_test) {
    LABELREP_ASSIGN_OR_RETURN(dataset.test,
                              ReadImages(layout.test_paths, layout, classes, options.order));
  }
  return dataset;
}

}  // namespace labelrep
