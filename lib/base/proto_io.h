// Protocol buffers in files. Unknown fields are errors; binary output is deterministic.
#ifndef LIB_BASE_PROTO_IO_H_
#define LIB_BASE_PROTO_IO_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace labelrep {

// Text as of CheckedUserText. INVALID_ARGUMENT as "file:line:column: ...", for instance for an
// unknown field.
absl::Status ParseTextProto(absl::string_view text, absl::string_view name,
                            google::protobuf::Message* message);
absl::Status ReadTextProto(const std::string& path, google::protobuf::Message* message);

// INVALID_ARGUMENT for bytes that are no such message or hold fields that it does not have.
absl::Status ParseBinaryProto(absl::string_view bytes, absl::string_view name,
                              google::protobuf::Message* message);
absl::Status ReadBinaryProto(const std::string& path, google::protobuf::Message* message);

// Text form if the name ends in kTextProtoSuffix, else binary.
inline constexpr char kTextProtoSuffix[] = ".textproto";
absl::Status ParseProto(absl::string_view bytes, const std::string& path,
                        google::protobuf::Message* message);
absl::Status ReadProto(const std::string& path, google::protobuf::Message* message);

// Same message, same bytes.
std::string SerializeDeterministically(const google::protobuf::Message& message);
absl::Status WriteBinaryProto(const std::string& path, const google::protobuf::Message& message);

}  // namespace labelrep

#endif  // LIB_BASE_PROTO_IO_H_
