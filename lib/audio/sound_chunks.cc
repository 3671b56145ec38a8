#include "lib/audio/sound_chunks.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/printable.h"

namespace labelrep {
namespace {

constexpr size_t kFormHeaderBytes = 12;  // such as "RIFF", a size, "WAVE"
constexpr size_t kChunkHeaderBytes = 8;  // a name and a size
constexpr char kWriteAnew[] =
    "; a program that could not seek wrote it, or it was cut off: write it anew, or get another "
    "copy";

struct Form {
  bool big_endian;
  absl::string_view samples;  // name of the chunk
};

// Without a name of samples where the file is of neither form.
Form FormOf(absl::string_view bytes) {
  const absl::string_view form = bytes.substr(0, 4);
  const absl::string_view type = bytes.substr(std::min<size_t>(8, bytes.size())).substr(0, 4);
  if (form == "RIFF" && type == "WAVE") return {false, "data"};
  if (form == "RIFX" && type == "WAVE") return {true, "data"};
  if (form == "FORM" && (type == "AIFF" || type == "AIFC")) return {true, "SSND"};
  return {false, ""};
}

struct Chunk {
  absl::string_view name;
  uint64_t size = 0;
};

Chunk ChunkAt(absl::string_view bytes, size_t offset, bool big_endian) {
  Chunk chunk{.name = bytes.substr(offset, 4)};
  for (int i = 0; i < 4; ++i) {
    const auto byte = static_cast<uint8_t>(bytes[offset + 4 + (big_endian ? i : 3 - i)]);
    chunk.size = chunk.size << 8 | byte;
  }
  return chunk;
}

bool IsChunkName(absl::string_view name) {
  return std::all_of(name.begin(), name.end(), absl::ascii_isprint);
}

}  // namespace

absl::Status CheckSoundChunks(absl::string_view bytes, const std::string& name) {
  const auto invalid = [&name](const auto&... text) {
    return absl::InvalidArgumentError(absl::StrCat(name, ": ", text...));
  };
  const Form form = FormOf(bytes);
  if (form.samples.empty()) return absl::OkStatus();
  bool has_samples = false;
  uint64_t sample_bytes = 0;
  size_t offset = kFormHeaderBytes;
  // The last chunk may lack the byte that makes its length even.
  while (bytes.size() > offset + 1) {
    const size_t left = bytes.size() - offset;
    const bool is_chunk = left >= kChunkHeaderBytes && IsChunkName(bytes.substr(offset, 4));
    const Chunk chunk = is_chunk ? ChunkAt(bytes, offset, form.big_endian) : Chunk();
    const bool is_samples = is_chunk && chunk.name == form.samples;
    if (has_samples && (!is_chunk || is_samples || chunk.size > left - kChunkHeaderBytes)) {
      return invalid("its header says ", sample_bytes, " bytes of samples, but ", left,
                     " bytes follow them that are nothing else", kWriteAnew);
    }
    if (!is_chunk) {
      return invalid("byte ", offset, ": found \"", Printable(bytes.substr(offset, 8)),
                     "\"; expected the name and length of a chunk", kWriteAnew);
    }
    if (chunk.size > left - kChunkHeaderBytes) {
      return invalid("its header says ", chunk.size, " bytes of ",
                     is_samples ? "samples" : absl::StrCat("\"", chunk.name, "\""), ", but only ",
                     left - kChunkHeaderBytes, " follow", kWriteAnew);
    }
    if (is_samples) sample_bytes = chunk.size;
    has_samples = has_samples || is_samples;
    offset += kChunkHeaderBytes + chunk.size + chunk.size % 2;
  }
  if (has_samples) return absl::OkStatus();
  return invalid("has no chunk \"", form.samples, "\", which would be its samples", kWriteAnew);
}

}  // namespace labelrep
