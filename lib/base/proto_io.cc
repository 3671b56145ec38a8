#include "lib/base/proto_io.h"

#include <limits>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/unknown_field_set.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"
#include "lib/base/user_text.h"

namespace labelrep {
namespace {

namespace pb = google::protobuf;

// As in binary parsing: deeper nesting is an attack on the stack, not a message.
constexpr int kMaxDepth = 100;

// Keeps the first error; what follows is often its consequence.
class FirstError : public pb::io::ErrorCollector {
 public:
  explicit FirstError(absl::string_view name) : name_(name) {}
  void AddError(int line, pb::io::ColumnNumber column, const std::string& message) override {
    if (text_.empty()) text_ = absl::StrCat(name_, ":", line + 1, ":", column + 1, ": ", message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string name_;
  std::string text_;
};

std::string FindUnknownField(const pb::Message& message, const std::string& path);

// "epochs[2]: field 17" for the first field that the schema does not have, or "".
std::string FindUnknownInField(const pb::Message& message, const pb::FieldDescriptor* field,
                               const std::string& path) {
  if (field->cpp_type() != pb::FieldDescriptor::CPPTYPE_MESSAGE) return "";
  const pb::Reflection* reflection = message.GetReflection();
  const std::string prefix = path.empty() ? "" : path + ".";
  if (!field->is_repeated()) {
    return FindUnknownField(reflection->GetMessage(message, field), prefix + field->name());
  }
  for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
    const std::string found = FindUnknownField(reflection->GetRepeatedMessage(message, field, i),
                                               absl::StrCat(prefix, field->name(), "[", i, "]"));
    if (!found.empty()) return found;
  }
  return "";
}

std::string FindUnknownField(const pb::Message& message, const std::string& path) {
  const pb::Reflection* reflection = message.GetReflection();
  const pb::UnknownFieldSet& unknown = reflection->GetUnknownFields(message);
  if (!unknown.empty()) {
    return absl::StrCat(path.empty() ? message.GetDescriptor()->name() : path, ": field ",
                        unknown.field(0).number());
  }
  std::vector<const pb::FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const pb::FieldDescriptor* field : fields) {
    std::string found = FindUnknownInField(message, field, path);
    if (!found.empty()) return found;
  }
  return "";
}

}  // namespace

absl::Status ParseTextProto(absl::string_view text, absl::string_view name, pb::Message* message) {
  if (text.size() > std::numeric_limits<int>::max()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": ", text.size(), " bytes; expected at most 2 GiB"));
  }
  LABELREP_ASSIGN_OR_RETURN(const absl::string_view checked, CheckedUserText(text, name));
  FirstError errors(name);
  pb::TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  parser.SetRecursionLimit(kMaxDepth);
  pb::io::ArrayInputStream input(checked.data(), static_cast<int>(checked.size()));
  if (!parser.Parse(&input, message)) return absl::InvalidArgumentError(errors.text());
  return absl::OkStatus();
}

absl::Status ReadTextProto(const std::string& path, pb::Message* message) {
  LABELREP_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  return ParseTextProto(text, path, message);
}

absl::Status ParseBinaryProto(absl::string_view bytes, absl::string_view name,
                              pb::Message* message) {
  const std::string& type = message->GetDescriptor()->name();
  if (bytes.size() > std::numeric_limits<int>::max() ||
      !message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": ", bytes.size(), " bytes that are no message of type ", type));
  }
  const std::string unknown = FindUnknownField(*message, "");
  if (!unknown.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": ", unknown, " is unknown or has a value unknown to type ", type,
                     "; expected a file written by this version"));
  }
  return absl::OkStatus();
}

absl::Status ReadBinaryProto(const std::string& path, pb::Message* message) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  return ParseBinaryProto(bytes, path, message);
}

absl::Status ParseProto(absl::string_view bytes, const std::string& path, pb::Message* message) {
  return absl::EndsWith(path, kTextProtoSuffix) ? ParseTextProto(bytes, path, message)
                                                : ParseBinaryProto(bytes, path, message);
}

absl::Status ReadProto(const std::string& path, pb::Message* message) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  return ParseProto(bytes, path, message);
}

std::string SerializeDeterministically(const pb::Message& message) {
  std::string bytes;
  {
    pb::io::StringOutputStream stream(&bytes);
    pb::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

absl::Status WriteBinaryProto(const std::string& path, const pb::Message& message) {
  return WriteFileAtomically(path, SerializeDeterministically(message));
}

}  // namespace labelrep
