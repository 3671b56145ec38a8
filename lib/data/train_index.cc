#include "lib/data/train_index.h"

#include <algorithm>
#include <fstream>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/check.h"
#include "lib/base/digest.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

constexpr size_t kDigestBytes = 32;
constexpr absl::string_view kMakeAgain = "; make the index of this data set again";

absl::Status CheckIndex(const TrainIndex& index, const std::string& name, int64_t records) {
  if (index.records_size() != records ||
      index.record_sha256().size() != kDigestBytes * index.records_size()) {
    return absl::InvalidArgumentError(absl::StrCat(
        name, ": ", index.records_size(), " records and ", index.record_sha256().size(),
        " bytes of digests; expected ", records, ", the training images of the data set, and ",
        kDigestBytes, " bytes each", kMakeAgain));
  }
  for (const uint32_t record : index.records()) {
    if (record < records) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": record ", record, "; expected 0 to ", records - 1, kMakeAgain));
  }
  return absl::OkStatus();
}

// The records of one split's files, one at a time.
class RecordReader {
 public:
  RecordReader(const CifarFiles& files, const std::vector<int64_t>& counts)
      : files_(files), ends_(counts.size()), streams_(counts.size()) {
    std::partial_sum(counts.begin(), counts.end(), ends_.begin());
  }

  // Its bytes are valid until the next call.
  absl::StatusOr<absl::string_view> Read(int64_t record, absl::string_view sha256) {
    const size_t file = std::upper_bound(ends_.begin(), ends_.end(), record) - ends_.begin();
    const int64_t number = file == 0 ? record : record - ends_[file - 1];
    const std::string& path = files_.train_paths[file];
    std::ifstream& stream = streams_[file];
    if (!stream.is_open()) {
      // The stream's own buffer would read more than the record.
      stream.rdbuf()->pubsetbuf(nullptr, 0);
      stream.open(path, std::ios::binary);
    }
    buffer_.resize(files_.record_bytes());
    stream.seekg(number * static_cast<int64_t>(buffer_.size()));
    stream.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (!stream) return absl::UnavailableError(absl::StrCat("cannot read ", path));
    if (Sha256Raw(buffer_) != sha256) {
      return absl::InvalidArgumentError(absl::StrCat(
          path, ": record ", number, " is another than when the index was made", kMakeAgain));
    }
    LABELREP_RETURN_IF_ERROR(CheckLabels(path, number, buffer_, files_));
    return absl::string_view(buffer_);
  }

 private:
  const CifarFiles& files_;
  std::vector<int64_t> ends_;  // records up to the end of each file
  std::vector<std::ifstream> streams_;
  std::string buffer_;
};

}  // namespace

absl::StatusOr<TrainIndex> MakeTrainIndex(const CifarFiles& files) {
  LABELREP_ASSIGN_OR_RETURN(const CifarRecords split, ReadRecords(files.train_paths, files));
  TrainIndex index;
  Sha256Accumulator digest;
  for (const DigestedRecord& next : CanonicalOrder(split.records)) {
    digest.Update(split.records[next.record]);
    index.mutable_record_sha256()->append(next.sha256);
    index.add_records(static_cast<uint32_t>(next.record));
  }
  index.set_sha256(digest.FinishHex());
  return index;
}

absl::StatusOr<ImageSet> ReadIndexed(const CifarFiles& files, const TrainIndex& index,
                                     const std::string& name,
                                     const std::vector<int64_t>& positions) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<int64_t> counts,
                            CountRecords(files.train_paths, files));
  const int64_t records = std::accumulate(counts.begin(), counts.end(), int64_t{0});
  LABELREP_RETURN_IF_ERROR(CheckIndex(index, name, records));
  RecordReader reader(files, counts);
  const absl::string_view digests = index.record_sha256();
  ImageSet images = MakeEmptySet(files, positions.size());
  for (const int64_t position : positions) {
    LABELREP_CHECK(position >= 0 && position < records, "position outside the split");
    LABELREP_ASSIGN_OR_RETURN(const absl::string_view record,
                              reader.Read(index.records(static_cast<int>(position)),
                                          digests.substr(position * kDigestBytes, kDigestBytes)));
    AppendImage(record, files, images);
  }
  return images;
}

}  // namespace labelrep
