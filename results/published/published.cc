#include "results/published/published.h"

#include <cmath>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/protobuf/text_format.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/user_text.h"

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
  LABELREP_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path));
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

std::string DescribeCell(const PublishedNumber& number) {
  std::string text = absl::StrCat(number.dataset(), ", ", number.encoder(), ", ", number.label(),
                                  ", ", number.train_fraction_percent(), " % of the images");
  if (number.has_epochs()) absl::StrAppend(&text, ", ", number.epochs(), " epochs");
  absl::StrAppend(&text, number.split() == PublishedNumber::TEST ? ", test" : ", validation",
                  " split");
  if (number.has_attack()) {
    absl::StrAppend(&text, ", ", number.attack().attack(),
                    number.attack().targeted() ? " targeted" : "", ", epsilon ",
                    number.attack().epsilons(0));
  }
  return text;
}

}  // namespace labelrep
