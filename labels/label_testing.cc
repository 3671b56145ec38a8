#include "labels/label_testing.h"

#include <cstdint>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "labels/make.h"
#include "lib/audio/audio_testing.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/data/label_set.h"
#include "lib/text/bert_testing.h"

namespace labelrep {

std::vector<std::string> TestClassNames(int num_classes) {
  std::vector<std::string> names;
  for (int i = 0; i < num_classes; ++i) names.push_back(absl::StrCat("class ", i));
  return names;
}

std::string WriteTestWavs(const std::string& folder_name, int num_classes) {
  const std::string folder = absl::StrCat(testing::TempDir(), "/", folder_name);
  EXPECT_TRUE(MakeDirectory(folder).ok());
  for (int i = 0; i < num_classes; ++i) {
    const std::string wav =
        TestWav(/*samples=*/8000 + 1000 * i, /*rate_hz=*/16000 + 8000 * (i % 2));
    EXPECT_TRUE(WriteFileAtomically(absl::StrCat(folder, "/", i, ".wav"), wav).ok());
  }
  return folder;
}

std::string WriteTestFile(const std::string& file_name, const std::string& bytes) {
  const std::string path = absl::StrCat(testing::TempDir(), "/", file_name);
  EXPECT_TRUE(WriteFileAtomically(path, bytes).ok());
  return path;
}

std::string WriteTestNpy(const std::string& file_name, std::vector<int64_t> shape) {
  int64_t size = 1;
  for (int64_t dimension : shape) size *= dimension;
  std::vector<float> values(size);
  std::iota(values.begin(), values.end(), 0.0f);
  return WriteTestFile(file_name, EncodeNpy(Array::FromFloats(std::move(shape), values)));
}

std::string TestWordVectors(int num_classes) {
  std::string lines = "class 0.5 -1 2\n";
  for (int i = 0; i < num_classes; ++i) absl::StrAppend(&lines, i, " ", i, ".25 0.125 ", -i, "\n");
  return lines;
}

LabelRequest TestRequest(const std::string& kind, int num_classes) {
  LabelRequest request;
  request.recipe.set_kind(kind);
  request.class_names = TestClassNames(num_classes);
  for (const LabelKind& registered : RegisteredLabelKinds()) {
    if (registered.name != kind) continue;
    if (!registered.example.empty()) {
      request.recipe.set_kind(absl::StrCat(kind, "_", registered.example));
    }
    if (registered.input == LabelInput::kRecordings) {
      request.recipe.set_source("test");
      request.wavs = WriteTestWavs(kind + "_wavs", num_classes);
    }
    if (registered.input == LabelInput::kArray) {
      request.npy = WriteTestNpy(kind + "_array.npy", {num_classes, 5});
    }
    if (registered.input == LabelInput::kBert) request.bert = WriteTestBert(kind + "_model", 768);
    if (registered.input == LabelInput::kWordVectors) {
      request.glove = WriteTestFile(kind + ".txt", TestWordVectors(num_classes));
    }
  }
  return request;
}

LabelSet MakeTestLabels(const std::string& kind, int num_classes) {
  const absl::StatusOr<LabelSet> labels = MakeLabels(TestRequest(kind, num_classes));
  EXPECT_TRUE(labels.ok()) << labels.status();
  return labels.value_or(LabelSet());
}

std::vector<float> LabelValues(const LabelSet& labels, int index) {
  const int64_t size = LabelSize(labels);
  const auto begin = labels.values().begin() + index * size;
  return {begin, begin + size};
}

}  // namespace labelrep
