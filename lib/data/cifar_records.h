// The records of a data set in CIFAR's binary layout, as bytes; see cifar.h for the layout.
#ifndef LIB_DATA_CIFAR_RECORDS_H_
#define LIB_DATA_CIFAR_RECORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/data/image_set.h"

namespace labelrep {

// In the folder of a data set whose images are not CIFAR's 32x32: their height and width in pixels,
// a number.
inline constexpr char kImageSizeFile[] = "image_size.txt";

struct CifarFiles {
  std::string names_path;
  int label_bytes = 1;  // in front of the pixels; the last of them is the class
  std::vector<std::string> train_paths;
  std::vector<std::string> test_paths;
  std::vector<std::string> class_names;
  int64_t image_size = kCifarImageSize;

  uint64_t record_bytes() const { return label_bytes + ImageBytes(image_size); }
};

// NOT_FOUND where neither layout is there; INVALID_ARGUMENT for two of them, bad class names
// or a bad size of the images.
absl::StatusOr<CifarFiles> FindCifarFiles(const std::string& folder);

// How many records each of a split's files has. INVALID_ARGUMENT for a length that is no multiple
// of the record, or more than fits into memory.
absl::StatusOr<std::vector<int64_t>> CountRecords(const std::vector<std::string>& paths,
                                                  const CifarFiles& files);

// INVALID_ARGUMENT for a label of `records`, whole ones from number `first` on of the file `path`,
// that is none of the class names.
absl::Status CheckLabels(const std::string& path, int64_t first, absl::string_view records,
                         const CifarFiles& files);

// An image set without images of that data set, with room for `images`.
ImageSet MakeEmptySet(const CifarFiles& files, size_t images);

// Adds the image and the class of a record.
void AppendImage(absl::string_view record, const CifarFiles& files, ImageSet& images);

struct CifarRecords {
  std::vector<std::string> file_bytes;
  std::vector<absl::string_view> records;  // into file_bytes, one file after the other
};

// All of a split, checked.
absl::StatusOr<CifarRecords> ReadRecords(const std::vector<std::string>& paths,
                                         const CifarFiles& files);

struct DigestedRecord {
  std::string sha256;  // 32 raw bytes
  int64_t record = 0;  // its number in the split's files
};

// By SHA-256, so that any copy of a data set gives the same order.
std::vector<DigestedRecord> CanonicalOrder(const std::vector<absl::string_view>& records);

}  // namespace labelrep

#endif  // LIB_DATA_CIFAR_RECORDS_H_
