#include "lib/base/proto_defaults.h"

#include "google/protobuf/descriptor.h"

namespace labelrep {
namespace {

using Field = google::protobuf::FieldDescriptor;

void SetDefault(google::protobuf::Message* message, const Field* field) {
  const google::protobuf::Reflection& reflection = *message->GetReflection();
  switch (field->cpp_type()) {
    case Field::CPPTYPE_INT32:
      reflection.SetInt32(message, field, field->default_value_int32());
      break;
    case Field::CPPTYPE_UINT64:
      reflection.SetUInt64(message, field, field->default_value_uint64());
      break;
    case Field::CPPTYPE_DOUBLE:
      reflection.SetDouble(message, field, field->default_value_double());
      break;
    case Field::CPPTYPE_BOOL:
      reflection.SetBool(message, field, field->default_value_bool());
      break;
    case Field::CPPTYPE_ENUM:
      reflection.SetEnum(message, field, field->default_value_enum());
      break;
    default:
      break;
  }
}

}  // namespace

void FillDefaults(google::protobuf::Message* message) {
  const google::protobuf::Reflection& reflection = *message->GetReflection();
  const google::protobuf::Descriptor& type = *message->GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const Field* field = type.field(i);
    if (field->is_repeated()) continue;
    const bool is_set = reflection.HasField(*message, field);
    if (field->cpp_type() == Field::CPPTYPE_MESSAGE) {
      if (is_set) FillDefaults(reflection.MutableMessage(message, field));
    } else if (!is_set && field->has_default_value()) {
      SetDefault(message, field);
    }
  }
}

}  // namespace labelrep
