// Which fields of a message moved.
#ifndef RESULTS_CHECK_COMPARE_FIELDS_H_
#define RESULTS_CHECK_COMPARE_FIELDS_H_

#include <string>
#include <vector>

#include "google/protobuf/message.h"

namespace labelrep {

// One line for each field that differs, "modified: epsilons[0].decisions[2]: 3 -> 5"; none where
// the messages are the same. NaN equals NaN. Both are of one type.
std::vector<std::string> CompareFields(const google::protobuf::Message& golden,
                                       const google::protobuf::Message& actual);

}  // namespace labelrep

#endif  // RESULTS_CHECK_COMPARE_FIELDS_H_
