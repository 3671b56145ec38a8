// Messages as data of the site's scripts.
#ifndef EXPERIMENTS_SITE_MESSAGE_JSON_H_
#define EXPERIMENTS_SITE_MESSAGE_JSON_H_

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "lib/viz/json_value.h"

namespace labelrep {

// An object with the fields that are set, named in lowerCamelCase. INTERNAL where protobuf fails.
absl::StatusOr<JsonValue> MessageAsJson(const google::protobuf::Message& message);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_MESSAGE_JSON_H_
