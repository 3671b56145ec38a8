// The JSON files beside a BERT model's weights (bert_config.proto).
#ifndef LIB_TEXT_BERT_CONFIG_H_
#define LIB_TEXT_BERT_CONFIG_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/text/bert_config.pb.h"

namespace labelrep {

// What a folder with a BERT model has, as transformers' save_pretrained writes it.
inline constexpr char kBertConfigFile[] = "config.json";
inline constexpr char kBertVocabularyFile[] = "vocab.txt";
inline constexpr char kBertWeightsFile[] = "model.safetensors";
// This one may be left out.
inline constexpr char kBertTokenizerConfigFile[] = "tokenizer_config.json";

// Paths of those that a folder has: all that its model's output depends on.
std::vector<std::string> BertFiles(const std::string& folder);

// Parses and checks config.json. `name` is used in messages. INVALID_ARGUMENT naming the field,
// what was found and what was expected: a text that is no JSON, a size that is missing or out of
// range, and models that the encoder does not compute (another activation than GELU, relative
// positions, decoders, other architectures).
absl::StatusOr<BertConfig> ParseBertConfig(absl::string_view json, absl::string_view name);

// That of a folder. NOT_FOUND naming what the folder lacks: any of the three files that it needs.
absl::StatusOr<BertConfig> ReadBertConfig(const std::string& folder);

// Parses and checks tokenizer_config.json, as ParseBertConfig does.
absl::StatusOr<BertTokenizerConfig> ParseBertTokenizerConfig(absl::string_view json,
                                                             absl::string_view name);

}  // namespace labelrep

#endif  // LIB_TEXT_BERT_CONFIG_H_
