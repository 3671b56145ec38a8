#include "experiments/site/images/kept_planes.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/gzip_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "lib/base/npy.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

std::string Gzip(const std::string& bytes) {
  std::string compressed;
  google::protobuf::io::StringOutputStream out(&compressed);
  google::protobuf::io::GzipOutputStream::Options options;
  options.compression_level = 9;
  google::protobuf::io::GzipOutputStream gzip(&out, options);
  google::protobuf::io::CodedOutputStream(&gzip).WriteString(bytes);
  gzip.Close();
  return compressed;
}

}  // namespace

absl::StatusOr<int> KeptPlanes::Add(const std::string& file, int epsilons) {
  if (const auto found = first_rows_.find(file); found != first_rows_.end()) return found->second;
  LABELREP_ASSIGN_OR_RETURN(const Array left, ReadNpy(file));
  const int64_t images = left.shape.size() == 5 ? left.shape[1] : 0;
  const std::vector<int64_t> expected = {epsilons, images, kImageChannels, test_.image_size,
                                         test_.image_size};
  if (left.dtype != DType::kUint8 || left.shape != expected || images < 1 ||
      images > test_.size()) {
    return absl::FailedPreconditionError(absl::StrCat(
        file, ": found an array of shape [", absl::StrJoin(left.shape, ", "), "], expected uint8 [",
        epsilons, ", from 1 to ", test_.size(), " images, ", kImageChannels, ", ", test_.image_size,
        ", ", test_.image_size, "]; run the attack again"));
  }
  const int first_row = static_cast<int>(rows_.size()) + 1;
  const int64_t row_bytes = images * test_.image_bytes();
  for (size_t i = 0; i < left.bytes.size(); ++i) {
    if (i % row_bytes == 0) rows_.emplace_back();
    rows_.back() +=
        static_cast<char>(static_cast<uint8_t>(left.bytes[i]) - test_.pixels[i % row_bytes]);
  }
  images_ = std::max(images_, images);
  return first_rows_[file] = first_row;
}

AttackPictures KeptPlanes::Finish() const {
  AttackPictures pictures;
  pictures.set_images(static_cast<int32_t>(images_));
  pictures.set_image_size(static_cast<int32_t>(test_.image_size));
  const int64_t row_bytes = images_ * test_.image_bytes();
  std::string planes(test_.pixels.begin(), test_.pixels.begin() + row_bytes);
  for (const std::string& row : rows_) {
    planes += row;
    planes.append(row_bytes - row.size(), '\0');
  }
  pictures.set_planes(absl::Base64Escape(Gzip(planes)));
  return pictures;
}

}  // namespace labelrep
