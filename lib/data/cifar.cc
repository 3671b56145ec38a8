#include "lib/data/cifar.h"

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

ImageSet MakeImageSet(const std::vector<absl::string_view>& records, const CifarFiles& files) {
  ImageSet set = MakeEmptySet(files, records.size());
  Sha256Accumulator digest;
  for (const absl::string_view record : records) {
    digest.Update(record);
    AppendImage(record, files, set);
  }
  set.sha256 = digest.FinishHex();
  return set;
}

absl::StatusOr<ImageSet> ReadImages(const std::vector<std::string>& paths, const CifarFiles& files,
                                    RecordOrder order) {
  LABELREP_ASSIGN_OR_RETURN(CifarRecords split, ReadRecords(paths, files));
  if (order == RecordOrder::kCanonical) PutInCanonicalOrder(split.records);
  return MakeImageSet(split.records, files);
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
