#include "experiments/site/message_json.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"

namespace labelrep {

absl::StatusOr<JsonValue> MessageAsJson(const google::protobuf::Message& message) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  if (status.ok()) return JsonValue::Literal(json);
  return absl::InternalError(
      absl::StrCat("a message as JSON: ", message.GetTypeName(), ": ", status.ToString()));
}

}  // namespace labelrep
