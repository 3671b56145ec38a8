#include "lib/text/bert_testing.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/json_reader.h"
#include "lib/base/random_stream.h"

namespace labelrep {
namespace {

std::vector<int64_t> Integers(const Array& array) {
  std::vector<int64_t> values(static_cast<size_t>(array.NumElements()));
  std::memcpy(values.data(), array.bytes.data(), array.bytes.size());
  return values;
}

std::vector<std::string> ReadTexts(const std::string& json) {
  std::vector<std::string> texts;
  JsonReader reader(json, 0, "texts");
  EXPECT_TRUE(reader.Consume('['));
  do {
    texts.push_back(reader.ReadString().value());
  } while (reader.Consume(','));
  EXPECT_TRUE(reader.Consume(']'));
  return texts;
}

constexpr char kConfig[] = R"({"model_type": "bert", "vocab_size": $0, "hidden_size": $1,
  "num_hidden_layers": 1, "num_attention_heads": 4, "intermediate_size": 8,
  "max_position_embeddings": 32})";

std::vector<std::string> TestPieces() {
  std::vector<std::string> pieces = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "class", "fish"};
  for (char c : absl::string_view("abcdefghijklmnopqrstuvwxyz0123456789")) {
    pieces.push_back(std::string(1, c));
    pieces.push_back(absl::StrCat("##", std::string(1, c)));
  }
  return pieces;
}

}  // namespace

double BertGolden::MaxDifference(const std::vector<TokenMatrix>& states,
                                 const std::string& name) const {
  const Array* golden = tensors.Find(name);
  EXPECT_NE(golden, nullptr) << name;
  if (golden == nullptr) return 1e9;
  const std::vector<float> expected = golden->ToFiniteFloats().value();
  size_t next = 0;
  double worst = 0;
  for (const TokenMatrix& matrix : states) {
    for (Eigen::Index i = 0; i < matrix.size(); ++i) {
      worst = std::max<double>(worst, std::abs(matrix.data()[i] - expected.at(next++)));
    }
  }
  EXPECT_EQ(next, expected.size());
  return worst;
}

BertGolden ReadBertGolden(const std::string& path) {
  absl::StatusOr<Safetensors> tensors = ReadSafetensors(path);
  EXPECT_TRUE(tensors.ok()) << tensors.status();
  BertGolden golden;
  if (!tensors.ok()) return golden;
  golden.texts = ReadTexts(tensors->metadata.at("texts"));
  const std::vector<int64_t> ids = Integers(*tensors->Find("ids"));
  auto begin = ids.begin();
  for (int64_t length : Integers(*tensors->Find("lengths"))) {
    golden.ids.emplace_back(begin, begin + length);
    begin += length;
  }
  golden.tensors = *std::move(tensors);
  return golden;
}

std::string WriteTestBert(const std::string& folder_name, int64_t hidden_size) {
  const std::vector<std::string> pieces = TestPieces();
  const int64_t vocab_size = static_cast<int64_t>(pieces.size());
  RandomStream random(0, "test_bert");
  Safetensors weights;
  const auto add = [&](const std::string& name, std::vector<int64_t> shape) {
    Array array{DType::kFloat32, std::move(shape), ""};
    std::vector<float> values(static_cast<size_t>(array.NumElements()));
    for (float& value : values) value = 2 * random.NextFloat() - 1;
    weights.tensors.emplace_back(name, Array::FromFloats(array.shape, values));
  };
  const auto add_layer = [&](const std::string& name, std::vector<int64_t> shape) {
    add(name + ".bias", {shape[0]});
    add(name + ".weight", shape);
  };
  add("embeddings.word_embeddings.weight", {vocab_size, hidden_size});
  add("embeddings.position_embeddings.weight", {32, hidden_size});
  add("embeddings.token_type_embeddings.weight", {2, hidden_size});
  add_layer("embeddings.LayerNorm", {hidden_size});
  const std::string layer = "encoder.layer.0.";
  for (const char* part : {"self.query", "self.key", "self.value", "output.dense"}) {
    add_layer(absl::StrCat(layer, "attention.", part), {hidden_size, hidden_size});
  }
  add_layer(layer + "attention.output.LayerNorm", {hidden_size});
  add_layer(layer + "intermediate.dense", {8, hidden_size});
  add_layer(layer + "output.dense", {hidden_size, 8});
  add_layer(layer + "output.LayerNorm", {hidden_size});
  const std::string folder = absl::StrCat(testing::TempDir(), "/", folder_name);
  const auto write = [&folder](const std::string& file, const std::string& bytes) {
    EXPECT_TRUE(ReplaceFile(absl::StrCat(folder, "/", file), bytes).ok()) << file;
  };
  EXPECT_TRUE(MakeDirectory(folder).ok());
  std::string vocabulary;
  for (const std::string& piece : pieces) absl::StrAppend(&vocabulary, piece, "\n");
  write("config.json", absl::Substitute(kConfig, vocab_size, hidden_size));
  write("vocab.txt", vocabulary);
  write("model.safetensors", EncodeSafetensors(weights));
  return folder;
}

}  // namespace labelrep
