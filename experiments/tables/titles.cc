#include "experiments/tables/titles.h"

#include <algorithm>
#include <map>

#include "absl/strings/match.h"

namespace labelrep {
namespace {

std::string Lookup(const std::map<std::string, std::string>& titles, const std::string& name) {
  const auto found = titles.find(name);
  return found == titles.end() ? name : found->second;
}

}  // namespace

std::string DatasetTitle(const std::string& dataset) {
  static const auto* const kTitles =
      new std::map<std::string, std::string>{{"cifar10", "CIFAR-10"},
                                             {"cifar100", "CIFAR-100"},
                                             {"shapes10", "Shapes-10"},
                                             {"shapes100", "Shapes-100"}};
  return Lookup(*kTitles, dataset);
}

std::string EncoderTitle(const std::string& encoder) {
  if (encoder == "vgg19") return "VGG19";
  if (encoder == "vgg_slim") return "VGG-slim";
  const std::string family = "resnet";
  return absl::StartsWith(encoder, family) ? "ResNet-" + encoder.substr(family.size()) : encoder;
}

std::string LabelTitle(const std::string& kind) {
  const std::string authors = "paper_";
  if (absl::StartsWith(kind, authors)) {
    return LabelTitle(kind.substr(authors.size())) + " (authors' file)";
  }
  static const auto* const kTitles =
      new std::map<std::string, std::string>{{"category", "Category"},
                                             {"smooth", "Smoothed category"},
                                             {"speech", "Speech"},
                                             {"shuffle", "Shuffle"},
                                             {"composite", "Composite"},
                                             {"constant", "Constant"},
                                             {"random", "Random"},
                                             {"lowdim", "Low-dim"},
                                             {"bert", "BERT"},
                                             {"glove", "GloVe"},
                                             {"onehot", "Regressed one-hot"},
                                             {"onehot_matrix", "One-hot matrix"}};
  return Lookup(*kTitles, kind);
}

std::vector<std::string> PaperLabelKinds() {
  return {"category", "smooth", "speech", "shuffle", "composite", "constant", "random", "lowdim"};
}

std::string ProfileTitle(const std::string& profile) {
  static const auto* const kTitles = new std::map<std::string, std::string>{
      {"smoke", "smoke run: embedded data set, slim encoders; not the paper's numbers"},
      {"cpu", "cpu run: CIFAR with a shortened recipe; not the paper's protocol"},
      {"paper", "the paper's protocol"}};
  return Lookup(*kTitles, profile);
}

std::string ModelsProfileTitle(const std::string& profile) {
  return profile + (profile == "smoke" ? " run" : " profile") +
         "; the same numbers under every profile";
}

std::vector<std::string> InOrder(const std::vector<std::string>& names,
                                 const std::vector<std::string>& first) {
  std::vector<std::string> result;
  for (const std::string& name : first) {
    if (std::count(names.begin(), names.end(), name) > 0) result.push_back(name);
  }
  for (const std::string& name : names) {
    if (std::count(result.begin(), result.end(), name) == 0) result.push_back(name);
  }
  return result;
}

}  // namespace labelrep
