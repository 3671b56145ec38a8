#include "results/published/published.h"

#include <cmath>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "boost/math/distributions/students_t.hpp"
#include "google/protobuf/text_format.h"
#include "lib/attack/robustness_summary.h"
#include "lib/base/check.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/stats/mean_and_std.h"

namespace labelrep {
namespace {

using Lines = google::protobuf::TextFormat::ParseInfoTree;

// Where in the file a number stands.
class Place {
 public:
  Place(const std::string& path, const Lines& lines, int index)
      : path_(path), lines_(lines), index_(index) {}

  int line() const {
    const auto* field = PublishedNumbers::descriptor()->FindFieldByName("numbers");
    return lines_.GetLocation(field, index_).line + 1;
  }

  absl::Status Error(const std::string& field, const std::string& found,
                     const std::string& expected) const {
    return absl::InvalidArgumentError(absl::StrCat(path_, ":", line(), ": numbers[", index_, "].",
                                                   field, ": found ", found, ", expected ",
                                                   expected));
  }

  absl::Status CheckName(const std::string& field, const std::string& name,
                         const std::set<std::string>& known) const {
    if (!name.empty() && (known.empty() || known.contains(name))) return absl::OkStatus();
    const std::string expected =
        known.empty() ? "a name" : absl::StrCat("one of ", absl::StrJoin(known, ", "));
    return Error(field, name.empty() ? "nothing" : absl::StrCat("\"", name, "\""), expected);
  }

 private:
  const std::string& path_;
  const Lines& lines_;
  int index_;
};

absl::Status CheckAttack(const AttackRecipe& attack, const KnownNames& known, const Place& place) {
  LABELREP_RETURN_IF_ERROR(place.CheckName("attack.attack", attack.attack(), known.attacks));
  if (attack.epsilons_size() != 1) {
    return place.Error("attack.epsilons", absl::StrCat(attack.epsilons_size(), " of them"),
                       "one, which the number is of");
  }
  if (!(attack.epsilons(0) > 0 && std::isfinite(attack.epsilons(0)))) {
    return place.Error("attack.epsilons", absl::StrCat(attack.epsilons(0)), "a number above 0");
  }
  return absl::OkStatus();
}

absl::Status CheckNumber(const PublishedNumber& number, const KnownNames& known,
                         const Place& place) {
  LABELREP_RETURN_IF_ERROR(place.CheckName("dataset", number.dataset(), known.datasets));
  LABELREP_RETURN_IF_ERROR(place.CheckName("encoder", number.encoder(), known.encoders));
  LABELREP_RETURN_IF_ERROR(place.CheckName("label", number.label(), known.labels));
  const double fraction = number.train_fraction_percent();
  if (!(fraction > 0 && fraction <= 100)) {
    return place.Error("train_fraction_percent", absl::StrCat(fraction), "a number in (0, 100]");
  }
  if (!number.has_accuracy_percent()) {
    return place.Error("accuracy_percent", "nothing", "a number in [0, 100]");
  }
  if (!(number.accuracy_percent() >= 0 && number.accuracy_percent() <= 100)) {
    return place.Error("accuracy_percent", absl::StrCat(number.accuracy_percent()),
                       "a number in [0, 100]");
  }
  if (number.split() == PublishedNumber::SPLIT_UNSPECIFIED) {
    return place.Error("split", "nothing", "VALIDATION or TEST");
  }
  if (!number.has_attack()) return absl::OkStatus();
  if (number.split() != PublishedNumber::TEST) {
    return place.Error("split", "VALIDATION with an attack", "TEST");
  }
  return CheckAttack(number.attack(), known, place);
}

// Of a text that parses.
void FindLines(const std::string& text, Lines& lines) {
  PublishedNumbers ignored;
  google::protobuf::TextFormat::Parser parser;
  parser.WriteLocationsTo(&lines);
  parser.ParseFromString(text, &ignored);
}

// As a field that was not printed stands for any, only what is set has to agree.
template <typename T>
bool Agrees(bool is_set, const T& published, const T& own) {
  return !is_set || published == own;
}

bool AgreesWithRecipe(const PublishedNumber& number, const Recipe& recipe) {
  return number.dataset() == recipe.dataset() && number.encoder() == recipe.encoder() &&
         number.label() == recipe.label().kind() &&
         number.train_fraction_percent() == recipe.train_fraction_percent() &&
         Agrees(number.has_epochs(), number.epochs(), recipe.epochs());
}

bool AgreesWithAttack(const AttackRecipe& published, const AttackRecipe& own) {
  return published.attack() == own.attack() &&
         Agrees(published.has_objective(), published.objective(), own.objective()) &&
         published.targeted() == own.targeted() &&
         Agrees(published.has_variant(), published.variant(), own.variant()) &&
         Agrees(published.has_steps(), published.steps(), own.steps()) &&
         Agrees(published.has_step_size_per_epsilon(), published.step_size_per_epsilon(),
                own.step_size_per_epsilon()) &&
         Agrees(published.has_restarts(), published.restarts(), own.restarts()) &&
         Agrees(published.has_queries(), published.queries(), own.queries());
}

}  // namespace

std::string CellOf(const PublishedNumber& number) {
  PublishedNumber cell = number;
  cell.clear_seed();
  cell.clear_repetition();
  cell.clear_accuracy_percent();
  cell.set_train_fraction_percent(number.train_fraction_percent());
  return SerializeDeterministically(cell);
}

absl::StatusOr<PublishedNumbers> ReadPublished(const std::string& path, const KnownNames& known) {
  LABELREP_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  PublishedNumbers published;
  LABELREP_RETURN_IF_ERROR(ParseTextProto(text, path, &published));
  Lines lines;
  FindLines(text, lines);
  std::map<std::string, int> line_of;
  for (int i = 0; i < published.numbers_size(); ++i) {
    const PublishedNumber& number = published.numbers(i);
    const Place place(path, lines, i);
    LABELREP_RETURN_IF_ERROR(CheckNumber(number, known, place));
    const std::string key =
        absl::StrCat(CellOf(number), "/", number.seed(), "/", number.repetition());
    const auto [earlier, is_new] = line_of.emplace(key, place.line());
    if (!is_new) {
      return place.Error("accuracy_percent",
                         absl::StrCat("a second number for the cell of line ", earlier->second),
                         "one, or another seed or repetition");
    }
  }
  if (published.title().empty() || published.source().empty() || published.numbers().empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": expected title, source and at least one of numbers"));
  }
  return published;
}

std::optional<double> MatchingPercent(const PublishedNumber& number, const RunResult& run) {
  if (number.has_attack() || run.has_failure() || !AgreesWithRecipe(number, run.recipe())) {
    return std::nullopt;
  }
  if (number.split() == PublishedNumber::VALIDATION) {
    if (!run.has_best_epoch()) return std::nullopt;
    return 100 * run.epochs(run.best_epoch() - 1).validation_accuracy();
  }
  const TestResult& test = run.test();
  if (test.images() == 0) return std::nullopt;
  const int64_t correct = test.has_correct_by_largest_output() ? test.correct_by_largest_output()
                                                               : test.correct_by_nearest_label();
  return 100.0 * static_cast<double>(correct) / static_cast<double>(test.images());
}

std::optional<double> MatchingPercent(const PublishedNumber& number, const AttackResult& attack) {
  if (!number.has_attack() || attack.has_failure() || attack.has_transferred_from() ||
      !AgreesWithRecipe(number, attack.model()) ||
      !AgreesWithAttack(number.attack(), attack.recipe())) {
    return std::nullopt;
  }
  const absl::StatusOr<RobustnessSummary> summary = Summarize(attack);
  if (!summary.ok()) return std::nullopt;
  const std::optional<double> accuracy = summary->AccuracyAt(number.attack().epsilons(0));
  if (!accuracy.has_value()) return std::nullopt;
  return 100 * *accuracy;
}

Comparison ComparePublished(const std::vector<double>& published, const std::vector<double>& own) {
  LABELREP_CHECK(!published.empty(), "expected a published number");
  Comparison comparison;
  comparison.published_mean = OfSample(published).mean;
  if (own.empty()) return comparison;
  const MeanAndStd sample = OfSample(own);
  comparison.own_mean = sample.mean;
  comparison.verdict = Verdict::kOneRun;
  if (own.size() == 1) return comparison;
  comparison.own_std = sample.std;
  const double n = static_cast<double>(own.size());
  const double k = static_cast<double>(published.size());
  const boost::math::students_t distribution(n - 1);
  const double half =
      quantile(complement(distribution, 0.025)) * sample.std * std::sqrt(1 / n + 1 / k);
  comparison.prediction = Interval{sample.mean - half, sample.mean + half};
  const bool within = comparison.published_mean >= comparison.prediction->lo &&
                      comparison.published_mean <= comparison.prediction->hi;
  comparison.verdict = within ? Verdict::kWithin : Verdict::kOutside;
  return comparison;
}

}  // namespace labelrep
