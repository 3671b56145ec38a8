#include "results/check/compare_fields.h"

#include "absl/strings/str_split.h"
#include "google/protobuf/util/field_comparator.h"
#include "google/protobuf/util/message_differencer.h"

namespace labelrep {

std::vector<std::string> CompareFields(const google::protobuf::Message& golden,
                                       const google::protobuf::Message& actual) {
  std::string report;
  google::protobuf::util::DefaultFieldComparator comparator;
  comparator.set_treat_nan_as_equal(true);
  google::protobuf::util::MessageDifferencer differencer;
  differencer.set_field_comparator(&comparator);
  differencer.ReportDifferencesToString(&report);
  differencer.Compare(golden, actual);
  return absl::StrSplit(report, '\n', absl::SkipEmpty());
}

}  // namespace labelrep
