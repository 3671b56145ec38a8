// BERT's encoder (Devlin et al. 2019), in fp32 on one core: the same numbers as transformers'
// BertModel in evaluation mode, up to rounding.
#ifndef LIB_TEXT_BERT_ENCODER_H_
#define LIB_TEXT_BERT_ENCODER_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "Eigen/Core"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/safetensors.h"
#include "lib/text/bert_config.pb.h"

namespace labelrep {

// One row for each token.
using TokenMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

class BertEncoder {
 public:
  // Takes the encoder's weights out of those of a checked `config`'s model, which may call them
  // "bert.encoder..." or "encoder...", and those of layer norms "gamma" and "beta"; F16 and BF16
  // are widened, and what else is there (a pooler, a head) is ignored. `name` is used in messages.
  // INVALID_ARGUMENT naming the tensor, what was found and what was expected: one that is missing,
  // of another shape, of whole numbers or not finite.
  static absl::StatusOr<BertEncoder> Create(const BertConfig& config, Safetensors weights,
                                            absl::string_view name);

  // The last hidden state of each sequence of token ids, [tokens, hidden_size], each by itself
  // (nothing is padded) and of segment 0. CHECKs that there are tokens and that ids are lines of
  // the vocabulary. INVALID_ARGUMENT for more tokens than the model has positions.
  absl::StatusOr<std::vector<TokenMatrix>> LastHiddenStates(
      const std::vector<std::vector<int64_t>>& sequences) const;

 private:
  using ConstMatrix = Eigen::Map<const TokenMatrix>;
  using ConstRow = Eigen::Map<const Eigen::RowVectorXf>;

  const std::vector<float>& Weights(absl::string_view name) const;
  ConstRow Row(absl::string_view name) const;
  ConstMatrix Matrix(absl::string_view name, int64_t columns) const;
  TokenMatrix Embed(const std::vector<std::vector<int64_t>>& sequences) const;
  TokenMatrix Linear(const TokenMatrix& tokens, absl::string_view name) const;
  TokenMatrix LayerNorm(const TokenMatrix& tokens, absl::string_view name) const;
  TokenMatrix Attention(const TokenMatrix& tokens, absl::string_view layer,
                        const std::vector<std::vector<int64_t>>& sequences) const;

  BertConfig config_;
  // By their names without "bert.", of layer norms "weight" and "bias"; row-major.
  std::map<std::string, std::vector<float>, std::less<>> weights_;
};

// That of a folder whose config.json says `config`.
absl::StatusOr<BertEncoder> ReadBertEncoder(const std::string& folder, const BertConfig& config);

}  // namespace labelrep

#endif  // LIB_TEXT_BERT_ENCODER_H_
