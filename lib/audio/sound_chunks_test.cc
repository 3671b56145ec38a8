#include "lib/audio/sound_chunks.h"

#include <cstdint>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/audio/audio_testing.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr int kRiffHeaderBytes = 36;  // of TestWav: all before its chunk of samples

// A chunk with a 32-bit length.
std::string Chunk(const std::string& name, uint32_t size, const std::string& data,
                  bool big_endian = false) {
  std::string chunk = name;
  for (int i = 0; i < 4; ++i)
    chunk.push_back(static_cast<char>(size >> 8 * (big_endian ? 3 - i : i)));
  return chunk + data;
}

// TestWav with another chunk of samples, and what follows it.
std::string WavWith(const std::string& chunks) {
  return TestWav(100, 8000).substr(0, kRiffHeaderBytes) + chunks;
}

void ExpectRefused(const std::string& bytes, const std::string& part) {
  EXPECT_THAT(
      CheckSoundChunks(bytes, "cat.wav"),
      StatusIs(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr("cat.wav: "), HasSubstr(part))));
}

TEST(SoundChunksTest, TakesChunksFromBeginningToEnd) {
  EXPECT_OK(CheckSoundChunks(TestWav(100, 8000), "w"));
  const std::string samples(20, 'x');
  EXPECT_OK(CheckSoundChunks(WavWith(Chunk("data", 20, samples) + Chunk("LIST", 4, "INFO")), "w"));
  EXPECT_OK(CheckSoundChunks(WavWith(Chunk("LIST", 4, "INFO") + Chunk("data", 20, samples)), "w"));
  // Odd lengths are padded, but not always at the end.
  EXPECT_OK(CheckSoundChunks(WavWith(Chunk("data", 3, "abc")), "w"));
  EXPECT_OK(CheckSoundChunks(WavWith(Chunk("data", 3, std::string("abc\0", 4))), "w"));
  EXPECT_OK(CheckSoundChunks(
      WavWith(Chunk("data", 3, std::string("abc\0", 4)) + Chunk("LIST", 4, "INFO")), "w"));
}

TEST(SoundChunksTest, TakesBigEndianForms) {
  EXPECT_OK(
      CheckSoundChunks(Chunk("FORM", 16, "AIFF" + Chunk("SSND", 4, "abcd", true), true), "a"));
  ExpectRefused(Chunk("FORM", 16, "AIFF" + Chunk("SSND", 40, "abcd", true), true),
                "says 40 bytes of samples, but only 4 follow");
}

TEST(SoundChunksTest, TakesOtherFormsAsTheyAre) {
  EXPECT_OK(CheckSoundChunks("", "w"));
  EXPECT_OK(CheckSoundChunks("fLaC", "w"));
  EXPECT_OK(CheckSoundChunks("RIFF", "w"));
}

TEST(SoundChunksTest, RefusesSamplesThatTheHeaderDoesNotTellOf) {
  const std::string samples(22050, '\x81');
  ExpectRefused(WavWith(Chunk("data", 0, samples)),
                "its header says 0 bytes of samples, but 22050 bytes follow");
  ExpectRefused(WavWith(Chunk("data", 2000, samples)),
                "its header says 2000 bytes of samples, but 20050 bytes follow");
  ExpectRefused(WavWith(Chunk("data", 2000, std::string(22050, '\0'))), "20050 bytes follow");
  ExpectRefused(WavWith(Chunk("data", 2, "ab") + Chunk("data", 2, "ab")), "10 bytes follow");
}

TEST(SoundChunksTest, RefusesSamplesThatAreNotThere) {
  ExpectRefused(WavWith(Chunk("data", 22050, "abcd")),
                "its header says 22050 bytes of samples, but only 4 follow");
  // What programs write that stream.
  ExpectRefused(WavWith(Chunk("data", 0xFFFFFFFF, "abcd")), "says 4294967295 bytes of samples");
  ExpectRefused(WavWith(""), "has no chunk \"data\"");
  ExpectRefused(WavWith(Chunk("LIST", 40, "INFO")), "says 40 bytes of \"LIST\", but only 4 follow");
}

TEST(SoundChunksTest, AnswersAnyBytes) {
  const std::string wav =
      WavWith(Chunk("data", 20, std::string(20, 'x')) + Chunk("LIST", 4, "INFO"));
  int refused = 0;
  for (uint64_t i = 0; i < 20000; ++i) refused += !CheckSoundChunks(MutatedBytes(wav, i), "w").ok();
  // Many changes are of samples or the format, which are not looked at here.
  EXPECT_GT(refused, 2000);
  for (size_t length = kRiffHeaderBytes; length < wav.size() - 13; ++length) {
    EXPECT_FALSE(CheckSoundChunks(wav.substr(0, length), "w").ok()) << length;
  }
}

}  // namespace
}  // namespace labelrep
