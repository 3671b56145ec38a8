#include "lib/base/safetensors_header.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "lib/base/check.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

constexpr absl::string_view kMetadataKey = "__metadata__";
// As the reference implementation.
constexpr uint64_t kMaxHeaderBytes = 100'000'000;
constexpr size_t kAlignment = 8;

constexpr std::pair<absl::string_view, DType> kDTypes[] = {
    {"U8", DType::kUint8},    {"I32", DType::kInt32},   {"I64", DType::kInt64},
    {"F32", DType::kFloat32}, {"F64", DType::kFloat64}, {"BF16", DType::kBFloat16}};

std::optional<DType> DTypeOf(absl::string_view name) {
  for (const auto& [known, dtype] : kDTypes) {
    if (known == name) return dtype;
  }
  return std::nullopt;
}

absl::string_view NameOf(DType dtype) {
  for (const auto& [name, known] : kDTypes) {
    if (known == dtype) return name;
  }
  LABELREP_CHECK(false, "not a DType");
}

using Entry = SafetensorsHeader::Entry;

// "file: tensor 'name'", the start of every message about a tensor.
std::string Where(absl::string_view file, absl::string_view tensor) {
  return absl::StrCat(file, ": tensor '", absl::CHexEscape(tensor), "'");
}

// The list's values where all are whole numbers in [0, 2^53], which a double holds exactly.
std::optional<std::vector<int64_t>> WholeNumbers(const Struct& object, const std::string& key) {
  const auto field = object.fields().find(key);
  if (field == object.fields().end() || !field->second.has_list_value()) return std::nullopt;
  std::vector<int64_t> numbers;
  for (const Value& value : field->second.list_value().values()) {
    const double number = value.number_value();
    if (!value.has_number_value() || !(number >= 0 && number <= 0x1p53) ||
        number != std::floor(number)) {
      return std::nullopt;
    }
    numbers.push_back(static_cast<int64_t>(number));
  }
  return numbers;
}

absl::StatusOr<Entry> ParseEntry(const std::string& tensor, const Value& value, int64_t data_size,
                                 absl::string_view file) {
  const std::string where = Where(file, tensor);
  const Struct& object = value.struct_value();
  if (!value.has_struct_value() || object.fields().size() != 3 ||
      !object.fields().contains("dtype")) {
    return absl::InvalidArgumentError(absl::StrCat(
        where, ": expected an object with exactly dtype, shape and data_offsets in the header"));
  }
  const std::string& dtype_name = object.fields().at("dtype").string_value();
  const std::optional<DType> dtype = DTypeOf(dtype_name);
  if (!dtype) {
    return absl::InvalidArgumentError(absl::StrCat(where, ": dtype \"",
                                                   absl::CHexEscape(dtype_name),
                                                   "\", expected U8, I32, I64, F32, F64 or BF16"));
  }
  const std::optional<std::vector<int64_t>> shape = WholeNumbers(object, "shape");
  const std::optional<std::vector<int64_t>> offsets = WholeNumbers(object, "data_offsets");
  if (!shape || !offsets || offsets->size() != 2) {
    return absl::InvalidArgumentError(absl::StrCat(
        where, ": expected shape as a list of whole numbers and data_offsets as two of them"));
  }
  const int64_t begin = (*offsets)[0];
  const int64_t end = (*offsets)[1];
  if (begin > end || end > data_size) {
    return absl::InvalidArgumentError(
        absl::StrCat(where, ": data_offsets [", begin, ", ", end, "], expected a range within the ",
                     data_size, " bytes of data; the file is damaged or cut off"));
  }
  const absl::StatusOr<int64_t> size = CheckedByteSize(*shape, *dtype, data_size);
  if (!size.ok() || *size != end - begin) {
    return absl::InvalidArgumentError(
        absl::StrCat(where, ": data_offsets [", begin, ", ", end, "] hold ", end - begin,
                     " bytes, expected ", size.ok() ? absl::StrCat(*size) : "more", " for shape [",
                     absl::StrJoin(*shape, ", "), "] of ", dtype_name));
  }
  return Entry{tensor, *dtype, *shape, begin, end};
}

absl::StatusOr<std::map<std::string, std::string>> ParseMetadata(const Value& value,
                                                                 absl::string_view file) {
  std::map<std::string, std::string> metadata;
  bool valid = value.has_struct_value();
  for (const auto& [key, entry] : value.struct_value().fields()) {
    valid = valid && entry.has_string_value();
    metadata[key] = entry.string_value();
  }
  if (!valid) {
    return absl::InvalidArgumentError(
        absl::StrCat(file, ": expected __metadata__ to be an object of strings"));
  }
  return metadata;
}

// Sorts by place in the file and refuses gaps and overlaps.
absl::Status SortAndCheckCover(std::vector<Entry>& entries, int64_t data_size,
                               absl::string_view file) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
  });
  int64_t covered = 0;
  for (const Entry& entry : entries) {
    if (entry.begin != covered) {
      return absl::InvalidArgumentError(absl::StrCat(
          Where(file, entry.name), ": starts at offset ", entry.begin, " of the data, expected ",
          covered, ", the end of the one before: tensors neither overlap nor leave gaps"));
    }
    covered = entry.end;
  }
  if (covered != data_size) {
    return absl::InvalidArgumentError(absl::StrCat(file, ": the tensors end at offset ", covered,
                                                   " of the data, expected ", data_size,
                                                   ", the end of the file"));
  }
  return absl::OkStatus();
}

// The header's text; the data follows it.
absl::StatusOr<absl::string_view> HeaderText(absl::string_view bytes, absl::string_view file) {
  uint64_t length = 0;
  if (bytes.size() < sizeof(length)) {
    return absl::InvalidArgumentError(
        absl::StrCat(file, ": ", bytes.size(), " bytes, expected at least 8: the header's length"));
  }
  std::memcpy(&length, bytes.data(), sizeof(length));
  const uint64_t limit = std::min<uint64_t>(bytes.size() - sizeof(length), kMaxHeaderBytes);
  if (length > limit) {
    return absl::InvalidArgumentError(absl::StrCat(file, ": offset 0: header of ", length,
                                                   " bytes, expected at most ", limit,
                                                   "; is it a .safetensors file, and whole?"));
  }
  const absl::string_view header = bytes.substr(sizeof(length), length);
  if (header.empty() || header[0] != '{') {
    return absl::InvalidArgumentError(absl::StrCat(file, ": offset 8: found \"",
                                                   absl::CHexEscape(header.substr(0, 1)),
                                                   "\", expected \"{\", the start of the header"));
  }
  return header;
}

absl::string_view FirstLine(absl::string_view text) { return text.substr(0, text.find('\n')); }

std::string JsonString(absl::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      absl::StrAppend(&json, "\\", std::string(1, c));
    } else if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppendFormat(&json, "\\u%04x", static_cast<unsigned char>(c));
    } else {
      json += c;
    }
  }
  return json + "\"";
}

}  // namespace

absl::StatusOr<SafetensorsHeader> ParseSafetensorsHeader(absl::string_view bytes,
                                                         absl::string_view name) {
  LABELREP_ASSIGN_OR_RETURN(const absl::string_view text, HeaderText(bytes, name));
  // Refuses repeated keys and numbers out of range; its quoting is more lenient than JSON's.
  Struct json;
  const auto parsed = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(text.data(), text.size()), &json);
  if (!parsed.ok()) {
    const std::string message(parsed.message());
    return absl::InvalidArgumentError(absl::StrCat(
        name, ": the header at offset 8 is not JSON: ", absl::CHexEscape(FirstLine(message))));
  }
  SafetensorsHeader header;
  header.data_offset = sizeof(uint64_t) + text.size();
  const int64_t data_size = static_cast<int64_t>(bytes.size() - header.data_offset);
  for (const auto& [key, value] : json.fields()) {
    if (key == kMetadataKey) {
      LABELREP_ASSIGN_OR_RETURN(header.metadata, ParseMetadata(value, name));
      continue;
    }
    LABELREP_ASSIGN_OR_RETURN(Entry entry, ParseEntry(key, value, data_size, name));
    header.entries.push_back(std::move(entry));
  }
  LABELREP_RETURN_IF_ERROR(SortAndCheckCover(header.entries, data_size, name));
  return header;
}

std::string EncodeSafetensorsHeader(const SafetensorsHeader& header) {
  std::vector<std::string> members;
  if (!header.metadata.empty()) {
    const std::string pairs =
        absl::StrJoin(header.metadata, ",", [](std::string* out, const auto& pair) {
          absl::StrAppend(out, JsonString(pair.first), ":", JsonString(pair.second));
        });
    members.push_back(absl::StrCat(JsonString(kMetadataKey), ":{", pairs, "}"));
  }
  for (const Entry& entry : header.entries) {
    members.push_back(absl::StrFormat(R"(%s:{"dtype":"%s","shape":[%s],"data_offsets":[%d,%d]})",
                                      JsonString(entry.name), NameOf(entry.dtype),
                                      absl::StrJoin(entry.shape, ","), entry.begin, entry.end));
  }
  std::string text = absl::StrCat("{", absl::StrJoin(members, ","), "}");
  text.append((kAlignment - text.size() % kAlignment) % kAlignment, ' ');
  const uint64_t length = text.size();
  std::string bytes(sizeof(length), '\0');
  std::memcpy(bytes.data(), &length, sizeof(length));
  return bytes + text;
}

}  // namespace labelrep
