// The encoder and its tokenizer against transformers, on a real model. $LABELREP_BERT names its
// folder, and LABELREP_BERT_STATES what make_goldens.py makes of it:
//   ./bazelw test //lib/text:bert_real_test --test_env=LABELREP_BERT_STATES=/tmp/states.safetensors
#include <cstdlib>
#include <iostream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"
#include "lib/text/bert_config.h"
#include "lib/text/bert_encoder.h"
#include "lib/text/bert_testing.h"
#include "lib/text/bert_tokenizer.h"

namespace labelrep {
namespace {

constexpr char kFolder[] = "../bert_model";

TEST(BertRealTest, TokensAndStatesAreThoseOfTransformers) {
  const char* path = std::getenv("LABELREP_BERT_STATES");
  ASSERT_NE(path, nullptr) << "set LABELREP_BERT_STATES; make_goldens.py says how to make the file";
  const BertGolden golden = ReadBertGolden(path);
  LABELREP_ASSERT_OK_AND_ASSIGN(const BertConfig config, ReadBertConfig(kFolder));
  LABELREP_ASSERT_OK_AND_ASSIGN(const BertTokenizer tokenizer, ReadBertTokenizer(kFolder, config));
  for (size_t i = 0; i < golden.texts.size(); ++i) {
    SCOPED_TRACE(golden.texts[i]);
    LABELREP_ASSERT_OK_AND_ASSIGN(const BertTokens tokens, tokenizer.Tokenize(golden.texts[i]));
    EXPECT_EQ(tokens.ids, golden.ids[i]);
  }
  LABELREP_ASSERT_OK_AND_ASSIGN(const BertEncoder encoder, ReadBertEncoder(kFolder, config));
  LABELREP_ASSERT_OK_AND_ASSIGN(const std::vector<TokenMatrix> states,
                                encoder.LastHiddenStates(golden.ids));
  const double difference = golden.MaxDifference(states, "states");
  std::cout << golden.texts.size() << " texts differ by " << difference << " at most\n";
  EXPECT_LT(difference, 1e-5);
}

}  // namespace
}  // namespace labelrep
