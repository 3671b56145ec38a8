// Models and goldens for tests. make_goldens.py makes the goldens.
#ifndef LIB_TEXT_BERT_TESTING_H_
#define LIB_TEXT_BERT_TESTING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lib/base/safetensors.h"
#include "lib/text/bert_encoder.h"

namespace labelrep {

// Folder of a real model that transformers wrote, with random weights.
inline constexpr char kSmallBert[] = "lib/text/testdata/small_bert";

// What transformers make of texts.
struct BertGolden {
  std::vector<std::string> texts;
  std::vector<std::vector<int64_t>> ids;  // of each text
  Safetensors tensors;

  // Largest absolute difference of these states to those in the tensor `name`, which has the rows
  // of all texts one after the other.
  double MaxDifference(const std::vector<TokenMatrix>& states, const std::string& name) const;
};

// A test that cannot read it fails.
BertGolden ReadBertGolden(const std::string& path);

// Writes a folder with a model of one layer and `hidden_size`, random weights, and a vocabulary of
// letters, digits and some whole words ("class", "fish"). Returns its path.
std::string WriteTestBert(const std::string& folder_name, int64_t hidden_size);

}  // namespace labelrep

#endif  // LIB_TEXT_BERT_TESTING_H_
