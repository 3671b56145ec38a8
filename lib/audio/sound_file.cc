#include "lib/audio/sound_file.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/audio/sound_chunks.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"
#include "sndfile.h"

namespace labelrep {
namespace {

// A spoken name takes seconds; the bound keeps a compressed file from filling the memory.
constexpr int kMaxSeconds = 600;
// A syllable takes longer.
constexpr double kMinSeconds = 0.05;
// Those of a telephone, halved, and of the fastest converters: others are mistakes in a header.
constexpr int kMinRate_Hz = 4000;
constexpr int kMaxRate_Hz = 384000;
constexpr int kMaxChannels = 64;
constexpr float kSilence = 1.0f / 32768;

// The file's bytes with a position in them, as libsndfile's callbacks need it.
struct Stream {
  std::string bytes;
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

sf_count_t Write(const void* source, sf_count_t count, void* stream) {
  Stream& s = *static_cast<Stream*>(stream);
  // Headers are written anew over themselves.
  s.bytes.resize(std::max<size_t>(s.bytes.size(), s.position + count));
  std::memcpy(s.bytes.data() + s.position, source, count);
  s.position += count;
  return count;
}

sf_count_t Tell(void* stream) { return static_cast<Stream*>(stream)->position; }

SF_VIRTUAL_IO Callbacks() { return {&Length, &Seek, &Read, &Write, &Tell}; }

struct Closer {
  void operator()(SNDFILE* file) const { sf_close(file); }
};

absl::Status Invalid(const std::string& name, const std::string& what) {
  return absl::InvalidArgumentError(absl::StrCat(name, ": ", what));
}

// What was read, in one channel.
struct Mono {
  std::vector<float> samples;
  float loudest_channel = 0;  // largest absolute value before the channels are mixed
};

// Reads block by block, as the header's number of frames need not be true.
absl::Status ReadMono(SNDFILE* file, const SF_INFO& info, const std::string& name, Mono& mono) {
  std::vector<float>& samples = mono.samples;
  constexpr sf_count_t kBlockFrames = 4096;
  std::vector<float> block(kBlockFrames * info.channels);
  const sf_count_t limit = static_cast<sf_count_t>(kMaxSeconds) * info.samplerate;
  for (;;) {
    const sf_count_t frames = sf_readf_float(file, block.data(), kBlockFrames);
    if (frames <= 0) return absl::OkStatus();
    for (sf_count_t i = 0; i < frames; ++i) {
      double sum = 0;
      for (int channel = 0; channel < info.channels; ++channel) {
        const float value = block[i * info.channels + channel];
        sum += value;
        mono.loudest_channel = std::max(mono.loudest_channel, std::abs(value));
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

absl::Status CheckFormat(const SF_INFO& info, const std::string& name) {
  if (info.channels < 1 || info.channels > kMaxChannels) {
    return Invalid(
        name, absl::StrCat("found ", info.channels, " channels; expected 1 to ", kMaxChannels));
  }
  if (info.samplerate < kMinRate_Hz || info.samplerate > kMaxRate_Hz) {
    return Invalid(name, absl::StrCat("found ", info.samplerate, " samples a second; expected ",
                                      kMinRate_Hz, " to ", kMaxRate_Hz));
  }
  return absl::OkStatus();
}

absl::Status CheckIsSpoken(const Mono& mono, const SF_INFO& info, const std::string& name) {
  const size_t count = mono.samples.size();
  if (count == 0) {
    return Invalid(name, "holds no sample; expected the recording of a spoken name");
  }
  // MPEG's number of frames is a guess.
  const bool is_exact = (info.format & SF_FORMAT_TYPEMASK) != SF_FORMAT_MPEG;
  if (is_exact && static_cast<sf_count_t>(count) < info.frames) {
    return Invalid(name, absl::StrCat("its header says ", info.frames, " samples, but only ", count,
                                      " could be read: damaged or cut off; get another copy"));
  }
  const double seconds = static_cast<double>(count) / info.samplerate;
  if (seconds < kMinSeconds) {
    return Invalid(name, absl::StrCat("has ", count, " samples, ", seconds,
                                      " s; expected the recording of a spoken name, at least ",
                                      kMinSeconds, " s"));
  }
  float peak = 0;
  for (float sample : mono.samples) peak = std::max(peak, std::abs(sample));
  if (peak > kSilence) return absl::OkStatus();
  if (mono.loudest_channel > kSilence) {
    return Invalid(name,
                   absl::StrCat("its ", info.channels, " channels cancel each other: each is ",
                                "as loud as ", mono.loudest_channel, ", their mean ", peak,
                                "; keep one of them, or turn the sign of one"));
  }
  return Invalid(name, absl::StrCat("is silent: the loudest of its ", count, " samples is ", peak,
                                    "; expected the recording of a spoken name"));
}

}  // namespace

absl::StatusOr<Sound> ParseSound(const std::string& bytes, const std::string& name) {
  if (bytes.empty()) return Invalid(name, "is empty (0 bytes); expected a sound file");
  Stream stream{bytes};
  SF_VIRTUAL_IO io = Callbacks();
  SF_INFO info = {};
  const std::unique_ptr<SNDFILE, Closer> file(sf_open_virtual(&io, SFM_READ, &info, &stream));
  if (file == nullptr) {
    return Invalid(name, absl::StrCat("is no sound file (", sf_strerror(nullptr), "); ",
                                      bytes.size(), " bytes; expected WAV, FLAC or Ogg"));
  }
  LABELREP_RETURN_IF_ERROR(CheckFormat(info, name));
  LABELREP_RETURN_IF_ERROR(CheckSoundChunks(bytes, name));
  Mono mono;
  LABELREP_RETURN_IF_ERROR(ReadMono(file.get(), info, name, mono));
  LABELREP_RETURN_IF_ERROR(CheckIsSpoken(mono, info, name));
  return Sound{.samples = std::move(mono.samples), .rate_hz = info.samplerate};
}

absl::StatusOr<Sound> ReadSoundFile(const std::string& path) {
  LABELREP_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  return ParseSound(bytes, path);
}

absl::StatusOr<std::string> EncodeWav(const Sound& sound) {
  Stream stream;
  SF_VIRTUAL_IO io = Callbacks();
  SF_INFO info = {};
  info.samplerate = sound.rate_hz;
  info.channels = 1;
  info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
  std::unique_ptr<SNDFILE, Closer> file(sf_open_virtual(&io, SFM_WRITE, &info, &stream));
  const sf_count_t count = static_cast<sf_count_t>(sound.samples.size());
  if (file != nullptr) sf_command(file.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
  if (file == nullptr || sf_write_float(file.get(), sound.samples.data(), count) != count) {
    return absl::InternalError(
        absl::StrCat("libsndfile writes no WAV file: ", sf_strerror(file.get())));
  }
  // Closing completes the header.
  file.reset();
  return std::move(stream.bytes);
}

}  // namespace labelrep
