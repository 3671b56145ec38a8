// Protocol messages as rows: whatever field a schema has is a column, also one that is added.
#ifndef RESULTS_DATABASE_MESSAGE_COLUMNS_H_
#define RESULTS_DATABASE_MESSAGE_COLUMNS_H_

#include <set>
#include <string>
#include <vector>

#include "google/protobuf/message.h"
#include "results/database/sqlite_file.h"

namespace labelrep {

// The columns of a message in the order of its fields. A field of a nested message is called
// "<field>_<name>", but one of a field that is called "recipe" just "<name>". A repeated number,
// text or enum is one TEXT, its values separated by spaces; repeated messages are no columns
// (they are rows of another table), nor are the fields in `left_out`, of the outer message.
std::vector<SqlColumn> MessageColumns(const google::protobuf::Message& message,
                                      const std::set<std::string>& left_out = {});

// The values in the order of these columns: enums by name, a field that is not set by its default
// where the schema gives one, else NULL, as is all of a nested message that is not set.
std::vector<SqlValue> MessageValues(const google::protobuf::Message& message,
                                    const std::set<std::string>& left_out = {});

}  // namespace labelrep

#endif  // RESULTS_DATABASE_MESSAGE_COLUMNS_H_
