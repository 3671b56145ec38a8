// BERT labels as the authors' files show them (protocol, "BERT and GloVe"): the last hidden state
// of the first three tokens, 3 x 768 numbers, read as a picture of 48x48.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "labels/label_kind.h"
#include "lib/base/status_macros.h"
#include "lib/stats/mean_and_std.h"
#include "lib/text/bert_config.h"
#include "lib/text/bert_encoder.h"
#include "lib/text/bert_tokenizer.h"

namespace labelrep {
namespace {

constexpr int kTokens = 3;
constexpr int kPictureSize = 48;
constexpr int kHiddenSize = kPictureSize * kPictureSize / kTokens;
// In standard deviations beyond the mean.
constexpr double kOutlier = 2;

absl::StatusOr<std::vector<std::vector<int64_t>>> TokenIds(const LabelRequest& request,
                                                           const BertTokenizer& tokenizer) {
  std::vector<std::vector<int64_t>> ids;
  for (const std::string& name : request.class_names) {
    LABELREP_ASSIGN_OR_RETURN(const BertTokens tokens, tokenizer.Tokenize(ReadableName(name)));
    if (!tokens.unknown_words.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(request.bert, "/", kBertVocabularyFile, ": class name \"", name,
                       "\": no word pieces for \"", absl::StrJoin(tokens.unknown_words, "\", \""),
                       "\"; expected a vocabulary that has all of its words"));
    }
    if (tokens.ids.size() < kTokens) {
      return absl::InvalidArgumentError(
          absl::StrCat("class name \"", name, "\": found no word, expected one at least"));
    }
    ids.push_back(tokens.ids);
  }
  return ids;
}

// Of a name of several word pieces: [CLS] and the first two pieces. Attention has let them see the
// others.
std::vector<float> FirstTokens(const std::vector<TokenMatrix>& states) {
  std::vector<float> values;
  for (const TokenMatrix& tokens : states) {
    values.insert(values.end(), tokens.data(), tokens.data() + kTokens * kHiddenSize);
  }
  return values;
}

// Sets to 0 what is larger, in absolute value, than the mean of all numbers and twice their
// standard deviation.
void DropOutliers(std::vector<float>& values) {
  const MeanAndStd all = OfPopulation({values.begin(), values.end()});
  const double limit = all.mean + kOutlier * all.std;
  for (float& value : values) {
    if (std::abs(value) > limit) value = 0;
  }
}

absl::Status ScaleToLabelRange(std::vector<float>& values, const std::string& model) {
  const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
  const double min = *least, range = static_cast<double>(*greatest) - min;
  if (range <= 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(model,
                     ": the model's output is the same for all words and tokens; expected "
                     "a trained model"));
  }
  for (float& value : values) value = static_cast<float>((value - min) / range * kLabelRange);
  return absl::OkStatus();
}

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LABELREP_ASSIGN_OR_RETURN(const BertConfig config, ReadBertConfig(request.bert));
  if (config.hidden_size() != kHiddenSize) {
    return absl::InvalidArgumentError(
        absl::StrCat(request.bert, "/", kBertConfigFile, ": hidden_size: found ",
                     config.hidden_size(), ", expected ", kHiddenSize,
                     ", of which three tokens make 48x48, as bert-base-uncased has"));
  }
  LABELREP_ASSIGN_OR_RETURN(const BertTokenizer tokenizer, ReadBertTokenizer(request.bert, config));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<std::vector<int64_t>> ids,
                            TokenIds(request, tokenizer));
  LABELREP_ASSIGN_OR_RETURN(const BertEncoder encoder, ReadBertEncoder(request.bert, config));
  LABELREP_ASSIGN_OR_RETURN(const std::vector<TokenMatrix> states, encoder.LastHiddenStates(ids));
  std::vector<float> values = FirstTokens(states);
  DropOutliers(values);
  LABELREP_RETURN_IF_ERROR(ScaleToLabelRange(values, request.bert));
  LabelSet labels = RegressionLabels({kPictureSize, kPictureSize});
  labels.mutable_values()->Add(values.begin(), values.end());
  return labels;
}

const RegisteredLabelKind kRegistered({"bert_embedding", LabelInput::kBert, &Make});

}  // namespace
}  // namespace labelrep
