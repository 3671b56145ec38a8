#include "lib/text/bert_encoder.h"

#include <cmath>
#include <functional>
#include <numbers>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "lib/base/check.h"
#include "lib/base/status_macros.h"
#include "lib/text/bert_config.h"

namespace labelrep {
namespace {

constexpr absl::string_view kWordEmbeddings = "embeddings.word_embeddings.weight";
constexpr absl::string_view kPositionEmbeddings = "embeddings.position_embeddings.weight";
constexpr absl::string_view kTypeEmbeddings = "embeddings.token_type_embeddings.weight";

struct ExpectedTensor {
  std::string name;
  std::vector<int64_t> shape;
};

std::string LayerName(int64_t index) { return absl::StrCat("encoder.layer.", index, "."); }

std::vector<ExpectedTensor> ExpectedTensors(const BertConfig& config) {
  const int64_t hidden = config.hidden_size();
  std::vector<ExpectedTensor> expected = {
      {std::string(kWordEmbeddings), {config.vocab_size(), hidden}},
      {std::string(kPositionEmbeddings), {config.max_position_embeddings(), hidden}},
      {std::string(kTypeEmbeddings), {config.type_vocab_size(), hidden}}};
  const auto add = [&expected](const std::string& name, std::vector<int64_t> weight_shape) {
    expected.push_back({name + ".bias", {weight_shape[0]}});
    expected.push_back({name + ".weight", std::move(weight_shape)});
  };
  add("embeddings.LayerNorm", {hidden});
  for (int64_t i = 0; i < config.num_hidden_layers(); ++i) {
    const std::string layer = LayerName(i);
    for (const char* part : {"self.query", "self.key", "self.value", "output.dense"}) {
      add(absl::StrCat(layer, "attention.", part), {hidden, hidden});
    }
    add(layer + "attention.output.LayerNorm", {hidden});
    add(layer + "intermediate.dense", {config.intermediate_size(), hidden});
    add(layer + "output.dense", {hidden, config.intermediate_size()});
    add(layer + "output.LayerNorm", {hidden});
  }
  return expected;
}

bool IsFloat(DType dtype) {
  return dtype == DType::kFloat16 || dtype == DType::kBFloat16 || dtype == DType::kFloat32 ||
         dtype == DType::kFloat64;
}

absl::Status CheckTensor(const ExpectedTensor& expected, const Array& found,
                         const std::string& place) {
  if (found.shape != expected.shape) {
    return absl::InvalidArgumentError(
        absl::StrCat(place, ": found shape [", absl::StrJoin(found.shape, ", "), "], expected [",
                     absl::StrJoin(expected.shape, ", "), "], as ", kBertConfigFile, " says"));
  }
  if (!IsFloat(found.dtype)) {
    return absl::InvalidArgumentError(
        absl::StrCat(place, ": found whole numbers, expected F32, F16, BF16 or F64"));
  }
  return absl::OkStatus();
}

// Names as they are now, of one that may be as it was.
std::string CurrentName(absl::string_view name) {
  if (absl::StartsWith(name, "bert.")) name.remove_prefix(5);
  return absl::StrReplaceAll(
      name, {{"LayerNorm.gamma", "LayerNorm.weight"}, {"LayerNorm.beta", "LayerNorm.bias"}});
}

float Gelu(float x) {
  return static_cast<float>(0.5 * x * (1 + std::erf(x / std::numbers::sqrt2)));
}

// Each row's numbers to probabilities.
void Softmax(TokenMatrix& scores) {
  for (Eigen::Index row = 0; row < scores.rows(); ++row) {
    const float max = scores.row(row).maxCoeff();
    double sum = 0;
    for (float& score : scores.row(row)) {
      const double power = std::exp(static_cast<double>(score) - max);
      score = static_cast<float>(power);
      sum += power;
    }
    scores.row(row) /= static_cast<float>(sum);
  }
}

}  // namespace

absl::StatusOr<BertEncoder> BertEncoder::Create(const BertConfig& config, Safetensors weights,
                                                absl::string_view name) {
  std::map<std::string, Array*> found;
  for (auto& [tensor_name, array] : weights.tensors) found[CurrentName(tensor_name)] = &array;
  const std::vector<ExpectedTensor> expected = ExpectedTensors(config);
  const auto place = [name](const ExpectedTensor& tensor) {
    return absl::StrCat(name, ": tensor '", tensor.name, "'");
  };
  for (const ExpectedTensor& tensor : expected) {
    const auto entry = found.find(tensor.name);
    if (entry == found.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat(place(tensor), " is not there; expected the weights of a BERT model of ",
                       config.num_hidden_layers(), " layers, as ", kBertConfigFile, " says"));
    }
    LABELREP_RETURN_IF_ERROR(CheckTensor(tensor, *entry->second, place(tensor)));
  }
  BertEncoder encoder;
  encoder.config_ = config;
  for (const ExpectedTensor& tensor : expected) {
    // What is converted is freed: a model is large.
    const Array array = std::move(*found[tensor.name]);
    absl::StatusOr<std::vector<float>> values = array.ToFiniteFloats();
    if (!values.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(place(tensor), ": ", values.status().message()));
    }
    encoder.weights_[tensor.name] = *std::move(values);
  }
  return encoder;
}

const std::vector<float>& BertEncoder::Weights(absl::string_view name) const {
  const auto found = weights_.find(name);
  LABELREP_CHECK(found != weights_.end(), "no such tensor in a BERT model");
  return found->second;
}

BertEncoder::ConstRow BertEncoder::Row(absl::string_view name) const {
  const std::vector<float>& values = Weights(name);
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

BertEncoder::ConstMatrix BertEncoder::Matrix(absl::string_view name, int64_t columns) const {
  const std::vector<float>& values = Weights(name);
  return {values.data(), static_cast<Eigen::Index>(values.size()) / columns, columns};
}

TokenMatrix BertEncoder::Linear(const TokenMatrix& tokens, absl::string_view name) const {
  TokenMatrix result(tokens.rows(), Row(absl::StrCat(name, ".bias")).size());
  result.noalias() = tokens * Matrix(absl::StrCat(name, ".weight"), tokens.cols()).transpose();
  result.rowwise() += Row(absl::StrCat(name, ".bias"));
  return result;
}

TokenMatrix BertEncoder::LayerNorm(const TokenMatrix& tokens, absl::string_view name) const {
  const ConstRow scale = Row(absl::StrCat(name, ".weight"));
  const ConstRow shift = Row(absl::StrCat(name, ".bias"));
  TokenMatrix result(tokens.rows(), tokens.cols());
  for (Eigen::Index row = 0; row < tokens.rows(); ++row) {
    const Eigen::RowVectorXd values = tokens.row(row).cast<double>();
    const Eigen::RowVectorXd centred = values.array() - values.mean();
    const double variance = centred.squaredNorm() / static_cast<double>(centred.size());
    const double factor = 1 / std::sqrt(variance + config_.layer_norm_eps());
    result.row(row) = (centred * factor).cast<float>().cwiseProduct(scale) + shift;
  }
  return result;
}

TokenMatrix BertEncoder::Embed(const std::vector<std::vector<int64_t>>& sequences) const {
  const int64_t hidden = config_.hidden_size();
  const ConstMatrix words = Matrix(kWordEmbeddings, hidden);
  const ConstMatrix positions = Matrix(kPositionEmbeddings, hidden);
  const ConstMatrix types = Matrix(kTypeEmbeddings, hidden);
  size_t total = 0;
  for (const std::vector<int64_t>& ids : sequences) total += ids.size();
  TokenMatrix tokens(static_cast<Eigen::Index>(total), hidden);
  Eigen::Index row = 0;
  for (const std::vector<int64_t>& ids : sequences) {
    for (size_t position = 0; position < ids.size(); ++position, ++row) {
      const int64_t id = ids[position];
      LABELREP_CHECK(id >= 0 && id < words.rows(), "a token id beyond the vocabulary");
      tokens.row(row) =
          words.row(id) + types.row(0) + positions.row(static_cast<Eigen::Index>(position));
    }
  }
  return LayerNorm(tokens, "embeddings.LayerNorm");
}

TokenMatrix BertEncoder::Attention(const TokenMatrix& tokens, absl::string_view layer,
                                   const std::vector<std::vector<int64_t>>& sequences) const {
  const std::string prefix = absl::StrCat(layer, "attention.");
  const TokenMatrix queries = Linear(tokens, prefix + "self.query");
  const TokenMatrix keys = Linear(tokens, prefix + "self.key");
  const TokenMatrix values = Linear(tokens, prefix + "self.value");
  const Eigen::Index head_size = tokens.cols() / config_.num_attention_heads();
  const float scale = 1 / std::sqrt(static_cast<float>(head_size));
  TokenMatrix context(tokens.rows(), tokens.cols());
  Eigen::Index begin = 0;
  for (const std::vector<int64_t>& ids : sequences) {
    const Eigen::Index length = static_cast<Eigen::Index>(ids.size());
    for (Eigen::Index column = 0; column < tokens.cols(); column += head_size) {
      TokenMatrix attention = scale * queries.block(begin, column, length, head_size) *
                              keys.block(begin, column, length, head_size).transpose();
      Softmax(attention);
      context.block(begin, column, length, head_size) =
          attention * values.block(begin, column, length, head_size);
    }
    begin += length;
  }
  return LayerNorm(Linear(context, prefix + "output.dense") + tokens, prefix + "output.LayerNorm");
}

absl::StatusOr<std::vector<TokenMatrix>> BertEncoder::LastHiddenStates(
    const std::vector<std::vector<int64_t>>& sequences) const {
  for (size_t i = 0; i < sequences.size(); ++i) {
    const int64_t length = static_cast<int64_t>(sequences[i].size());
    LABELREP_CHECK(length > 0, "a sequence without tokens");
    if (length > config_.max_position_embeddings()) {
      return absl::InvalidArgumentError(absl::StrCat(
          "text ", i, ": ", length, " tokens, expected at most ", config_.max_position_embeddings(),
          ", which the BERT model has positions for"));
    }
  }
  TokenMatrix tokens = Embed(sequences);
  for (int64_t i = 0; i < config_.num_hidden_layers(); ++i) {
    const std::string layer = LayerName(i);
    const TokenMatrix attended = Attention(tokens, layer, sequences);
    const TokenMatrix inner = Linear(attended, layer + "intermediate.dense").unaryExpr(&Gelu);
    tokens =
        LayerNorm(Linear(inner, layer + "output.dense") + attended, layer + "output.LayerNorm");
  }
  std::vector<TokenMatrix> states;
  Eigen::Index begin = 0;
  for (const std::vector<int64_t>& ids : sequences) {
    const Eigen::Index length = static_cast<Eigen::Index>(ids.size());
    states.push_back(tokens.middleRows(begin, length));
    begin += length;
  }
  return states;
}

absl::StatusOr<BertEncoder> ReadBertEncoder(const std::string& folder, const BertConfig& config) {
  const std::string path = absl::StrCat(folder, "/", kBertWeightsFile);
  LABELREP_ASSIGN_OR_RETURN(Safetensors weights, ReadSafetensors(path));
  return BertEncoder::Create(config, std::move(weights), path);
}

}  // namespace labelrep
