#include "lib/text/bert_config.h"

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/util/json_util.h"
#include "lib/base/field_checker.h"
#include "lib/base/files.h"
#include "lib/base/status_macros.h"
#include "lib/base/user_text.h"

namespace labelrep {
namespace {

// Far above any model; so that products of two sizes fit.
constexpr int64_t kMaxSize = 1 << 24;
constexpr int64_t kMaxLayers = 1000;

absl::Status ParseJson(absl::string_view json, absl::string_view name,
                       google::protobuf::Message& message) {
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  const auto status =
      google::protobuf::util::JsonStringToMessage({json.data(), json.size()}, &message, options);
  if (status.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": ", std::string(status.message().data(), status.message().size()),
                   "; expected a JSON file as transformers write it"));
}

void CheckSize(FieldChecker& check, absl::string_view field, bool is_set, int64_t size,
               int64_t max) {
  check.Set(field, is_set);
  check.Number(field, static_cast<double>(size), size >= 1 && size <= max,
               absl::StrCat("1 to ", max));
}

void CheckOnly(FieldChecker& check, absl::string_view field, const std::string& found,
               const std::string& supported) {
  if (found != supported) {
    check.Fail(field, absl::StrCat("found \"", found, "\""), absl::StrCat("\"", supported, "\""));
  }
}

}  // namespace

absl::StatusOr<BertConfig> ParseBertConfig(absl::string_view json, absl::string_view name) {
  BertConfig config;
  LABELREP_RETURN_IF_ERROR(ParseJson(json, name, config));
  FieldChecker check(name, "BertConfig");
  CheckOnly(check, "model_type", config.model_type(), "bert");
  CheckSize(check, "vocab_size", config.has_vocab_size(), config.vocab_size(), kMaxSize);
  CheckSize(check, "hidden_size", config.has_hidden_size(), config.hidden_size(), kMaxSize);
  CheckSize(check, "num_hidden_layers", config.has_num_hidden_layers(), config.num_hidden_layers(),
            kMaxLayers);
  CheckSize(check, "num_attention_heads", config.has_num_attention_heads(),
            config.num_attention_heads(), kMaxSize);
  CheckSize(check, "intermediate_size", config.has_intermediate_size(), config.intermediate_size(),
            kMaxSize);
  CheckSize(check, "max_position_embeddings", true, config.max_position_embeddings(), kMaxSize);
  CheckSize(check, "type_vocab_size", true, config.type_vocab_size(), kMaxSize);
  check.Number("layer_norm_eps", config.layer_norm_eps(),
               config.layer_norm_eps() > 0 && config.layer_norm_eps() < 1, "above 0 and below 1");
  CheckOnly(check, "hidden_act", config.hidden_act(), "gelu");
  CheckOnly(check, "position_embedding_type", config.position_embedding_type(), "absolute");
  if (config.is_decoder()) check.Fail("is_decoder", "found true", "false");
  if (check.status().ok() && config.hidden_size() % config.num_attention_heads() != 0) {
    check.Fail("num_attention_heads", absl::StrCat("found ", config.num_attention_heads()),
               absl::StrCat("a divisor of hidden_size, ", config.hidden_size()));
  }
  LABELREP_RETURN_IF_ERROR(check.status());
  return config;
}

std::vector<std::string> BertFiles(const std::string& folder) {
  std::vector<std::string> paths;
  for (const char* file :
       {kBertConfigFile, kBertVocabularyFile, kBertWeightsFile, kBertTokenizerConfigFile}) {
    const std::string path = absl::StrCat(folder, "/", file);
    if (PathExists(path)) paths.push_back(path);
  }
  return paths;
}

absl::StatusOr<BertConfig> ReadBertConfig(const std::string& folder) {
  const std::vector<std::string> needed = {kBertConfigFile, kBertVocabularyFile, kBertWeightsFile};
  for (const std::string& file : needed) {
    if (!PathExists(absl::StrCat(folder, "/", file))) {
      return absl::NotFoundError(absl::StrCat(
          folder, ": ", file, " is not there; expected a folder of a BERT model with ",
          absl::StrJoin(needed, ", "), ", as transformers' save_pretrained writes it"));
    }
  }
  const std::string path = absl::StrCat(folder, "/", kBertConfigFile);
  LABELREP_ASSIGN_OR_RETURN(const std::string json, ReadTextFile(path));
  return ParseBertConfig(json, path);
}

absl::StatusOr<BertTokenizerConfig> ParseBertTokenizerConfig(absl::string_view json,
                                                             absl::string_view name) {
  BertTokenizerConfig config;
  LABELREP_RETURN_IF_ERROR(ParseJson(json, name, config));
  FieldChecker check(name, "BertTokenizerConfig");
  if (!config.do_basic_tokenize()) check.Fail("do_basic_tokenize", "found false", "true");
  LABELREP_RETURN_IF_ERROR(check.status());
  return config;
}

}  // namespace labelrep
