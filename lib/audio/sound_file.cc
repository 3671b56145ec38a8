#include "lib/audio/sound_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"
#include "sndfile.h"

namespace labelrep {
namespace {

// A spoken name takes seconds; the bound keeps a compressed file from filling the memory.
constexpr int kMaxSeconds = 600;
constexpr int kMaxChannels = 64;
constexpr float kSilence = 1.0f / 32768;

// The file's bytes with a position in them, as libsndfile's callbacks need it.
struct Stream {
  const std::string& bytes;
  sf_count_t position = 0;
};

sf_count_t Length(void* stream) {
  return static_cast<sf_count_t>(static_cast<Stream*>(stream)->bytes.size());
}

sf_count_t Seek(sf_count_t offset, int whence, void* stream) {
  Stream& s = *static_cast<Stream*>(stream);
  if (whence == SEEK_CUR) offset += s.position;
  if (whence == SEEK_END) offset += Length(stream);
  s.position = std::clamp<sf_count_t>(offset, 0, Length(stream));
  return s.position;
}

sf_count_t Read(void* destination, sf_count_t count, void* stream) {
  Stream& s = *static_cast<Stream*>(stream);
  count = std::clamp<sf_count_t>(Length(stream) - s.position, 0, count);
  std::memcpy(destination, s.bytes.data() + s.position, count);
  s.position += count;
  return count;
}

sf_count_t Write(const void*, sf_count_t, void*) { return 0; }

sf_count_t Tell(void* stream) { return static_cast<Stream*>(stream)->position; }

struct Closer {
  void operator()(SNDFILE* file) const { sf_close(file); }
};

absl::Status Invalid(const std::string& name, const std::string& what) {
  return absl::InvalidArgumentError(absl::StrCat(name, ": ", what));
}

// Reads block by block, as the header's number of frames need not be true.
absl::Status ReadMono(SNDFILE* file, const SF_INFO& info, const std::string& name,
                      std::vector<float>& samples) {
  constexpr sf_count_t kBlockFrames = 4096;
  std::vector<float> block(kBlockFrames * info.channels);
  const sf_count_t limit = static_cast<sf_count_t>(kMaxSeconds) * info.samplerate;
  for (;;) {
    const sf_count_t frames = sf_readf_float(file, block.data(), kBlockFrames);
    if (frames <= 0) return absl::OkStatus();
    for (sf_count_t i = 0; i < frames; ++i) {
      double sum = 0;
      for (int channel = 0; channel < info.channels; ++channel) {
        sum += block[i * info.channels + channel];
      }
      if (!std::isfinite(sum)) {
        return Invalid(name, absl::StrCat("sample ", samples.size(), " is ", sum,
                                          "; expected finite samples"));
      }
      samples.push_back(static_cast<float>(sum / info.channels));
    }
    if (static_cast<sf_count_t>(samples.size()) > limit) {
      return Invalid(name, absl::StrCat("is longer than ", kMaxSeconds,
                                        " s; expected the recording of a spoken name"));
    }
  }
}

}  // namespace

absl::StatusOr<Sound> ParseSound(const std::string& bytes, const std::string& name) {
  if (bytes.empty()) return Invalid(name, "is empty (0 bytes); expected a sound file");
  Stream stream{bytes};
  SF_VIRTUAL_IO io = {&Length, &Seek, &Read, &Write, &Tell};
  SF_INFO info = {};
  const std::unique_ptr<SNDFILE, Closer> file(sf_open_virtual(&io, SFM_READ, &info, &stream));
  if (file == nullptr) {
    return Invalid(name, absl::StrCat("is no sound file (", sf_strerror(nullptr), "); ",
                                      bytes.size(), " bytes; expected WAV, FLAC or Ogg"));
  }
  if (info.samplerate < 1 || info.channels < 1 || info.channels > kMaxChannels) {
    return Invalid(
        name, absl::StrCat("found ", info.channels, " channels at ", info.samplerate,
                           " Hz; expected 1 to ", kMaxChannels, " channels and a rate above 0"));
  }
  Sound sound{.samples = {}, .rate_hz = info.samplerate};
  LABELREP_RETURN_IF_ERROR(ReadMono(file.get(), info, name, sound.samples));
  if (sound.samples.empty()) {
    return Invalid(name, "holds no sample; expected the recording of a spoken name");
  }
  float peak = 0;
  for (float sample : sound.samples) peak = std::max(peak, std::abs(sample));
  if (peak <= kSilence) {
    return Invalid(
        name, absl::StrCat("is silent: the loudest of its ", sound.samples.size(), " samples is ",
                           peak, "; expected the recording of a spoken name"));
  }
  return sound;
}

absl::StatusOr<Sound> ReadSoundFile(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  return ParseSound(bytes, path);
}

}  // namespace labelrep
