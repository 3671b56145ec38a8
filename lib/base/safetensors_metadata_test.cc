#include "lib/base/safetensors_metadata.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/mutated_bytes.h"
#include "lib/base/safetensors.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr char kGolden[] = "lib/base/testdata/tensors.safetensors";

std::string WriteTestFile(const std::string& bytes) {
  const std::string path = ::testing::TempDir() + "/metadata.safetensors";
  EXPECT_OK(ReplaceFile(path, bytes));
  return path;
}

// The status of the whole file's reader, word for word; on success its metadata, too.
void ExpectAsWholeFile(const std::string& bytes) {
  const std::string path = WriteTestFile(bytes);
  const auto metadata = ReadSafetensorsMetadata(path);
  const absl::StatusOr<Safetensors> whole = ReadSafetensors(path);
  ASSERT_EQ(metadata.status(), whole.status());
  if (whole.ok()) {
    ASSERT_EQ(*metadata, whole->metadata);
  }
}

TEST(SafetensorsMetadataTest, ReadsWhatTheReferenceLibraryWrites) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto metadata, ReadSafetensorsMetadata(kGolden));
  EXPECT_THAT(metadata, ElementsAre(Pair("recipe", "{\"seed\": 7}")));
}

TEST(SafetensorsMetadataTest, AFileWithoutMetadataHasNone) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const auto metadata,
                                ReadSafetensorsMetadata(WriteTestFile(EncodeSafetensors({}))));
  EXPECT_THAT(metadata, IsEmpty());
}

TEST(SafetensorsMetadataTest, RefusesWhatIsCutOffOrHasMore) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string valid, ReadFile(kGolden));
  for (size_t size = 0; size <= valid.size(); ++size) ExpectAsWholeFile(valid.substr(0, size));
  EXPECT_THAT(ReadSafetensorsMetadata(WriteTestFile(valid.substr(0, valid.size() - 1))),
              StatusIs(absl::StatusCode::kInvalidArgument, "the file is damaged or cut off"));
  EXPECT_THAT(ReadSafetensorsMetadata(WriteTestFile("")),
              StatusIs(absl::StatusCode::kInvalidArgument, "0 bytes, expected at least 8"));
  EXPECT_THAT(ReadSafetensorsMetadata(WriteTestFile(valid + "x")),
              StatusIs(absl::StatusCode::kInvalidArgument, "the end of the file"));
}

TEST(SafetensorsMetadataTest, MutatedFilesGiveTheStatusOfTheWholeFile) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::string valid, ReadFile(kGolden));
  for (uint64_t i = 0; i < 1'000; ++i) ExpectAsWholeFile(MutatedBytes(valid, i));
}

TEST(SafetensorsMetadataTest, NamesWhatCannotBeRead) {
  EXPECT_THAT(ReadSafetensorsMetadata("/nowhere/a.safetensors"),
              StatusIs(absl::StatusCode::kNotFound, "cannot read /nowhere/a.safetensors"));
  EXPECT_FALSE(ReadSafetensorsMetadata(::testing::TempDir()).ok());
}

}  // namespace
}  // namespace labelrep
