// Defaults of a message made explicit.
#ifndef LIB_BASE_PROTO_DEFAULTS_H_
#define LIB_BASE_PROTO_DEFAULTS_H_

#include "google/protobuf/message.h"

namespace labelrep {

// Sets every unset field of `message` that has a default, and of the messages that it holds, so
// that it stays what it is when a default changes. Defaults of the types int32, uint64, double,
// bool and enum; recipes have no others, which their tests check.
void FillDefaults(google::protobuf::Message* message);

}  // namespace labelrep

#endif  // LIB_BASE_PROTO_DEFAULTS_H_
