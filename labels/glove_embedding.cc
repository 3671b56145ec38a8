// GloVe labels: the word vector of the class name; of a name of several words, their mean.
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "labels/label_kind.h"
#include "lib/base/status_macros.h"
#include "lib/text/word_vectors.h"

namespace labelrep {
namespace {

// GloVe's words are in lower case.
std::vector<std::string> WordsOf(const std::string& class_name) {
  return absl::StrSplit(absl::AsciiStrToLower(ReadableName(class_name)), ' ', absl::SkipEmpty());
}

absl::StatusOr<std::vector<std::string>> AllWords(const std::vector<std::string>& class_names) {
  std::vector<std::string> words;
  for (const std::string& name : class_names) {
    const std::vector<std::string> own = WordsOf(name);
    if (own.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("class name \"", name, "\": found no word, expected one at least"));
    }
    words.insert(words.end(), own.begin(), own.end());
  }
  return words;
}

absl::StatusOr<LabelSet> Make(const LabelRequest& request) {
  LABELREP_ASSIGN_OR_RETURN(const std::vector<std::string> words, AllWords(request.class_names));
  LABELREP_ASSIGN_OR_RETURN(const WordVectors vectors, ReadWordVectors(request.glove, words));
  const int size = static_cast<int>(vectors.at(words[0]).size());
  LabelSet labels = RegressionLabels({size});
  for (const std::string& name : request.class_names) {
    const std::vector<std::string> own = WordsOf(name);
    for (int i = 0; i < size; ++i) {
      double sum = 0;
      for (const std::string& word : own) sum += vectors.at(word)[i];
      labels.add_values(static_cast<float>(sum / static_cast<double>(own.size())));
    }
  }
  return labels;
}

const RegisteredLabelKind kRegistered({"glove_embedding", LabelInput::kWordVectors, &Make});

}  // namespace
}  // namespace labelrep
