#include "experiments/listening/verdicts.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"

namespace labelrep {
namespace {

// A vote of fewer is none.
constexpr int kFewestVoters = 3;

// Of sounds of which the first `of_each` are of the class `class_of(0)`, the next of `class_of(1)`.
Verdicts HeardVerdicts(const Heard& heard, const ListeningResult& result, int of_each,
                       const std::function<int(int)>& class_of) {
  Verdicts verdicts;
  for (int i = 0; i < heard.names_size(); ++i) {
    const bool is_named = heard.names(i) >= 0 && heard.confidences(i) >= result.least_confidence();
    verdicts.images.push_back(i / of_each);
    verdicts.right.push_back(is_named && heard.names(i) == class_of(i / of_each));
    if (!is_named) ++verdicts.none;
  }
  return verdicts;
}

}  // namespace

absl::Status CheckListening(const std::string& file, const ListeningResult& result) {
  const int64_t images = result.classes_size();
  const int64_t classes = result.class_names_size();
  const int64_t phases = result.recipe().phases();
  // The recordings may be missing.
  const int64_t recordings = result.recordings().names().empty() ? 0 : classes;
  const std::pair<const char*, std::pair<int64_t, int64_t>> found_and_expected[] = {
      {"classes", {images, result.recipe().images()}},
      {"recipe.clips",
       {std::min<int64_t>(result.recipe().clips(), images), result.recipe().clips()}},
      {"losses", {result.losses_size(), images}},
      {"decisions", {result.decisions_size(), images}},
      {"outputs.names", {result.outputs().names_size(), images * phases}},
      {"outputs.confidences", {result.outputs().confidences_size(), images * phases}},
      {"labels.names", {result.labels().names_size(), classes * phases}},
      {"labels.confidences", {result.labels().confidences_size(), classes * phases}},
      {"shuffled.names", {result.shuffled().names_size(), classes * phases}},
      {"shuffled.confidences", {result.shuffled().confidences_size(), classes * phases}},
      {"recordings.names", {result.recordings().names_size(), recordings}},
      {"recordings.confidences", {result.recordings().confidences_size(), recordings}}};
  for (const auto& [field, numbers] : found_and_expected) {
    if (numbers.first == numbers.second && images > 0 && classes > 0 && phases > 0) continue;
    return absl::FailedPreconditionError(
        absl::StrCat(file, ": ", field, ": ", numbers.first, ", expected ", numbers.second, " of ",
                     images, " images, ", classes, " classes and ", phases, " phases"));
  }
  for (const int32_t of_image : result.classes()) {
    if (of_image >= 0 && of_image < classes) continue;
    return absl::FailedPreconditionError(
        absl::StrCat(file, ": classes: found ", of_image, ", expected from 0 to ", classes - 1));
  }
  return absl::OkStatus();
}

Verdicts OutputVerdicts(const ListeningResult& result) {
  return HeardVerdicts(result.outputs(), result, result.recipe().phases(),
                       [&](int image) { return result.classes(image); });
}

Verdicts ClassVerdicts(const Heard& heard, const ListeningResult& result) {
  return HeardVerdicts(heard, result, heard.names_size() / result.class_names_size(),
                       [](int of_class) { return of_class; });
}

Verdicts AnswerVerdicts(const std::vector<ClipAnswer>& answers, const ListeningResult& result) {
  Verdicts verdicts;
  for (const ClipAnswer& answer : answers) {
    verdicts.images.push_back(answer.image);
    verdicts.right.push_back(answer.named == result.classes(answer.image));
    if (answer.named < 0) ++verdicts.none;
  }
  return verdicts;
}

Verdicts MajorityVerdicts(const Verdicts& single) {
  std::map<int, std::pair<int, int>> votes;  // all, right
  for (size_t i = 0; i < single.images.size(); ++i) {
    auto& [all, right] = votes[single.images[i]];
    ++all;
    if (single.right[i]) ++right;
  }
  Verdicts majority;
  for (const auto& [image, counted] : votes) {
    if (counted.first < kFewestVoters) continue;
    majority.images.push_back(image);
    majority.right.push_back(2 * counted.second > counted.first);
  }
  return majority;
}

std::vector<bool> BelowLimit(const Verdicts& verdicts, const ListeningResult& result,
                             double limit) {
  std::vector<bool> below;
  for (const int image : verdicts.images) below.push_back(result.losses(image) < limit);
  return below;
}

std::vector<bool> IsNearest(const Verdicts& verdicts, const ListeningResult& result) {
  std::vector<bool> nearest;
  for (const int image : verdicts.images) {
    nearest.push_back(result.decisions(image) == result.classes(image));
  }
  return nearest;
}

}  // namespace labelrep
