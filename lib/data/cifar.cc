#include "lib/data/cifar.h"

#include <cstring>
#include <utility>

#include "absl/strings/string_view.h"
#include "lib/base/digest.h"
#include "lib/base/status_macros.h"
#include "lib/data/cifar_records.h"

namespace labelrep {
namespace {

void PutInCanonicalOrder(std::vector<absl::string_view>& records) {
  std::vector<absl::string_view> ordered;
  ordered.reserve(records.size());
  for (const DigestedRecord& next : CanonicalOrder(records)) {
    ordered.push_back(records[next.record]);
  }
  records = std::move(ordered);
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

absl::StatusOr<ImageSet> ReadImages(const std::vector<std::string>& paths, const CifarFiles& files,
                                    RecordOrder order) {
  LABELREP_ASSIGN_OR_RETURN(CifarRecords split, ReadRecords(paths, files));
  if (order == RecordOrder::kCanonical) PutInCanonicalOrder(split.records);
  return MakeImageSet(split.records, files.label_bytes);
}

}  // namespace

absl::StatusOr<Dataset> ReadCifar(const std::string& folder, const CifarOptions& options) {
  LABELREP_ASSIGN_OR_RETURN(const CifarFiles files, FindCifarFiles(folder));
  Dataset dataset;
  dataset.class_names = files.class_names;
  if (options.read_train) {
    LABELREP_ASSIGN_OR_RETURN(dataset.train, ReadImages(files.train_paths, files, options.order));
  }
  if (options.read_test) {
    LABELREP_ASSIGN_OR_RETURN(dataset.test, ReadImages(files.test_paths, files, options.order));
  }
  return dataset;
}

}  // namespace labelrep
