#include <algorithm>
#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "labels/label_testing.h"
#include "labels/make.h"
#include "lib/base/files.h"
#include "lib/base/status_matchers.h"
#include "lib/text/bert_config.h"
#include "lib/text/bert_encoder.h"
#include "lib/text/bert_testing.h"
#include "lib/text/bert_tokenizer.h"

namespace labelrep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int kSize = 48 * 48;

LabelRequest RequestFor(const std::vector<std::string>& class_names) {
  LabelRequest request = TestRequest("bert_embedding");
  request.class_names = class_names;
  return request;
}

LabelSet MakeFor(const std::vector<std::string>& class_names) {
  const absl::StatusOr<LabelSet> labels = MakeLabels(RequestFor(class_names));
  EXPECT_THAT(labels, IsOk());
  return labels.value_or(LabelSet());
}

// The first three rows of the last hidden state, by the encoder itself.
std::vector<float> FirstRows(const std::string& folder, const std::string& text) {
  const BertConfig config = ReadBertConfig(folder).value();
  const BertTokens tokens = ReadBertTokenizer(folder, config)->Tokenize(text).value();
  const TokenMatrix states = ReadBertEncoder(folder, config)->LastHiddenStates({tokens.ids})->at(0);
  return {states.data(), states.data() + kSize};
}

// Whatever the scale: what is between the outliers keeps its order and its ratios.
TEST(BertEmbeddingTest, IsTheHiddenStateOfTheFirstThreeTokensScaledTo80) {
  const std::vector<std::string> names = {"fish", "flat_fish", "a b c"};
  const LabelSet labels = MakeFor(names);
  EXPECT_THAT(labels.shape(), ElementsAre(48, 48));
  EXPECT_EQ(labels.loss(), LabelSet::SMOOTH_L1);
  EXPECT_EQ(labels.threshold(), kLabelThreshold);
  std::vector<float> states;
  for (const char* text : {"fish", "flat fish", "a b c"}) {
    const std::vector<float> rows = FirstRows(RequestFor(names).bert, text);
    states.insert(states.end(), rows.begin(), rows.end());
  }
  double mean = 0, square = 0;
  for (float state : states) {
    mean += state / states.size();
    square += state * state / states.size();
  }
  const double limit = mean + 2 * std::sqrt(square - mean * mean);
  int outliers = 0;
  for (float& state : states) {
    if (std::abs(state) <= limit) continue;
    state = 0;
    ++outliers;
  }
  EXPECT_GT(outliers, 10);
  const auto [min, max] = std::minmax_element(states.begin(), states.end());
  for (int i = 0; i < 3 * kSize; ++i) {
    // Of sums in another order fp32 rounds otherwise.
    EXPECT_NEAR(labels.values(i), 80 * (states[i] - *min) / (*max - *min), 1e-4);
  }
}

TEST(BertEmbeddingTest, LaterPiecesCountThroughAttentionAlone) {
  const LabelSet labels = MakeFor({"a b c", "a b d"});
  EXPECT_NE(LabelValues(labels, 0), LabelValues(labels, 1));
}

std::string ErrorOf(const LabelRequest& request) {
  return std::string(MakeLabels(request).status().message());
}

TEST(BertEmbeddingTest, RefusesModelsWhoseTokensMakeNoPicture) {
  LabelRequest request = RequestFor({"fish"});
  request.bert = WriteTestBert("narrow", 384);
  EXPECT_EQ(ErrorOf(request),
            request.bert +
                "/config.json: hidden_size: found 384, expected 768, of which three "
                "tokens make 48x48, as bert-base-uncased has");
}

TEST(BertEmbeddingTest, NamesTheClassWhoseWordsAreUnknown) {
  EXPECT_THAT(ErrorOf(RequestFor({"fish", "\u6c34 fish"})),
              HasSubstr("vocab.txt: class name \"\u6c34 fish\": no word pieces for \"\u6c34\""));
  EXPECT_THAT(ErrorOf(RequestFor({"fish", "_"})), HasSubstr("class name \"_\": found no word"));
}

TEST(BertEmbeddingTest, NamesWhatTheFolderLacks) {
  LabelRequest request = RequestFor({"fish"});
  request.bert = WriteTestBert("no_vocabulary", 768);
  ASSERT_THAT(RemoveFile(request.bert + "/vocab.txt"), IsOk());
  EXPECT_THAT(ErrorOf(request), HasSubstr("vocab.txt is not there; expected a folder of a BERT"));
}

TEST(BertEmbeddingTest, TheModelIsTheSource) {
  LabelRequest request = RequestFor({"fish"});
  request.bert = WriteTestBert("other_source", 768);
  const std::string source = MakeLabels(request)->recipe().source();
  EXPECT_EQ(source.size(), 64);
  EXPECT_EQ(MakeFor({"fish"}).recipe().source(), source);
  ASSERT_THAT(WriteFileAtomically(request.bert + "/tokenizer_config.json", "{}"), IsOk());
  EXPECT_NE(MakeLabels(request)->recipe().source(), source);
}

TEST(BertEmbeddingTest, MakesLabelsUnderANameOfOnesOwn) {
  LabelRequest request = RequestFor({"fish"});
  request.recipe.set_kind("my_bert");
  EXPECT_THAT(MakeLabels(request), IsOk());
}

}  // namespace
}  // namespace labelrep
