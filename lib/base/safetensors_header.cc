#include "lib/base/safetensors_header.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/base/check.h"
#include "lib/base/json_reader.h"
#include "lib/base/json_string.h"
#include "lib/base/printable.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

using Entry = SafetensorsHeader::Entry;

constexpr absl::string_view kMetadataKey = "__metadata__";
// As the reference implementation.
constexpr uint64_t kMaxHeaderBytes = 100'000'000;
constexpr size_t kAlignment = 8;

constexpr std::pair<absl::string_view, DType> kDTypes[] = {
    {"U8", DType::kUint8},    {"I32", DType::kInt32},   {"I64", DType::kInt64},
    {"F32", DType::kFloat32}, {"F64", DType::kFloat64}, {"BF16", DType::kBFloat16},
    {"F16", DType::kFloat16}};

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

// "file: tensor 'name'", the start of every message about a tensor.
std::string Where(absl::string_view file, absl::string_view tensor) {
  return absl::StrCat(file, ": tensor '", Printable(tensor), "'");
}

// Reads an object and calls `read_value` with each key. Keys must differ.
template <typename ReadValue>
absl::Status ReadObject(JsonReader& json, ReadValue read_value) {
  LABELREP_RETURN_IF_ERROR(json.Expect('{'));
  if (json.Consume('}')) return absl::OkStatus();
  std::set<std::string> keys;
  do {
    LABELREP_ASSIGN_OR_RETURN(const std::string key, json.ReadString());
    if (!keys.insert(key).second) {
      return json.Error(absl::StrCat("no second \"", Printable(key), "\" before"));
    }
    LABELREP_RETURN_IF_ERROR(json.Expect(':'));
    LABELREP_RETURN_IF_ERROR(read_value(key));
  } while (json.Consume(','));
  return json.Expect('}');
}

absl::StatusOr<std::vector<int64_t>> ReadCounts(JsonReader& json) {
  std::vector<int64_t> counts;
  LABELREP_RETURN_IF_ERROR(json.Expect('['));
  if (json.Consume(']')) return counts;
  do {
    LABELREP_ASSIGN_OR_RETURN(const int64_t count, json.ReadCount());
    counts.push_back(count);
  } while (json.Consume(','));
  LABELREP_RETURN_IF_ERROR(json.Expect(']'));
  return counts;
}

absl::StatusOr<Entry> ReadEntry(JsonReader& json, const std::string& tensor,
                                absl::string_view file) {
  Entry entry;
  entry.name = tensor;
  int members = 0;
  LABELREP_RETURN_IF_ERROR(ReadObject(json, [&](const std::string& key) -> absl::Status {
    ++members;
    if (key == "dtype") {
      LABELREP_ASSIGN_OR_RETURN(const std::string name, json.ReadString());
      const std::optional<DType> dtype = DTypeOf(name);
      if (!dtype) {
        return absl::InvalidArgumentError(
            absl::StrCat(Where(file, tensor), ": dtype \"", Printable(name),
                         "\", expected U8, I32, I64, F32, F64, BF16 or F16"));
      }
      entry.dtype = *dtype;
    } else if (key == "shape") {
      LABELREP_ASSIGN_OR_RETURN(entry.shape, ReadCounts(json));
    } else if (key == "data_offsets") {
      LABELREP_ASSIGN_OR_RETURN(const std::vector<int64_t> offsets, ReadCounts(json));
      if (offsets.size() != 2) return json.Error("two data_offsets before");
      entry.begin = offsets[0];
      entry.end = offsets[1];
    } else {
      return json.Error("a value of dtype, shape or data_offsets");
    }
    return absl::OkStatus();
  }));
  if (members != 3) return json.Error("dtype, shape and data_offsets before");
  return entry;
}

absl::Status CheckEntry(const Entry& entry, int64_t data_size, absl::string_view file) {
  const std::string place =
      absl::StrCat(Where(file, entry.name), ": data_offsets [", entry.begin, ", ", entry.end, "]");
  if (entry.begin > entry.end || entry.end > data_size) {
    return absl::InvalidArgumentError(
        absl::StrCat(place, ", expected a range within the ", data_size,
                     " bytes of data; the file is damaged or cut off"));
  }
  const absl::StatusOr<int64_t> size =
      CheckedByteSize(entry.shape, entry.dtype, std::numeric_limits<int64_t>::max());
  if (!size.ok() || *size != entry.end - entry.begin) {
    return absl::InvalidArgumentError(
        absl::StrCat(place, " hold ", entry.end - entry.begin, " bytes, expected ",
                     size.ok() ? absl::StrCat(*size) : "more", " for shape [",
                     absl::StrJoin(entry.shape, ", "), "] of ", NameOf(entry.dtype)));
  }
  return absl::OkStatus();
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
  return bytes.substr(sizeof(length), length);
}

}  // namespace

absl::StatusOr<SafetensorsHeader> ParseSafetensorsHeader(absl::string_view bytes,
                                                         absl::string_view name) {
  LABELREP_ASSIGN_OR_RETURN(const absl::string_view text, HeaderText(bytes, name));
  SafetensorsHeader header;
  header.data_offset = sizeof(uint64_t) + text.size();
  const int64_t data_size = static_cast<int64_t>(bytes.size() - header.data_offset);
  JsonReader json(text, sizeof(uint64_t), name);
  LABELREP_RETURN_IF_ERROR(ReadObject(json, [&](const std::string& key) -> absl::Status {
    if (key == kMetadataKey) {
      return ReadObject(json, [&](const std::string& metadata_key) -> absl::Status {
        LABELREP_ASSIGN_OR_RETURN(header.metadata[metadata_key], json.ReadString());
        return absl::OkStatus();
      });
    }
    LABELREP_ASSIGN_OR_RETURN(Entry entry, ReadEntry(json, key, name));
    LABELREP_RETURN_IF_ERROR(CheckEntry(entry, data_size, name));
    header.entries.push_back(std::move(entry));
    return absl::OkStatus();
  }));
  LABELREP_RETURN_IF_ERROR(json.ExpectEnd());
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
