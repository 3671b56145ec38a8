#include "results/database/tables.h"

#include <set>

#include "lib/base/status_macros.h"
#include "results/attack.pb.h"
#include "results/database/message_columns.h"
#include "results/published/published.pb.h"
#include "results/run.pb.h"

namespace labelrep {
namespace {

using google::protobuf::Message;

// One number an image each; they are rows of `decisions`.
const std::set<std::string> kPerImage = {"classes",   "clean_decisions", "targets",
                                         "decisions", "queries",         "members"};

template <typename Element>
std::vector<Element> Joined(std::vector<Element> first, const std::vector<Element>& then) {
  first.insert(first.end(), then.begin(), then.end());
  return first;
}

const SqlColumn kId = {"id", "INTEGER PRIMARY KEY"};
const SqlColumn kRun = {"run", "INTEGER REFERENCES runs"};
const SqlColumn kAttack = {"attack", "INTEGER REFERENCES attacks"};

}  // namespace

absl::StatusOr<MessageTable> MessageTable::Add(SqliteFile& file, const std::string& name,
                                               const std::vector<SqlColumn>& own,
                                               const Message& type) {
  LABELREP_ASSIGN_OR_RETURN(SqlTable table,
                            file.AddTable(name, Joined(own, MessageColumns(type, kPerImage))));
  return MessageTable(std::move(table));
}

absl::Status MessageTable::Insert(const std::vector<SqlValue>& own, const Message& message) {
  return table_.Insert(Joined(own, MessageValues(message, kPerImage)));
}

absl::StatusOr<Tables> AddTables(SqliteFile& file) {
  const std::vector<SqlColumn> named = {kId, {"folder", "TEXT"}, {"name", "TEXT"}};
  LABELREP_ASSIGN_OR_RETURN(MessageTable runs,
                            MessageTable::Add(file, "runs",
                                              Joined(named, {{"test_accuracy", "REAL"},
                                                             {"best_validation_accuracy", "REAL"}}),
                                              RunResult()));
  LABELREP_ASSIGN_OR_RETURN(MessageTable epochs,
                            MessageTable::Add(file, "epochs", {kRun}, EpochResult()));
  LABELREP_ASSIGN_OR_RETURN(
      MessageTable attacks,
      MessageTable::Add(file, "attacks", Joined(named, {kRun}), AttackResult()));
  LABELREP_ASSIGN_OR_RETURN(MessageTable attack_epsilons,
                            MessageTable::Add(file, "attack_epsilons",
                                              {kAttack,
                                               {"attacked_images", "INTEGER"},
                                               {"initially_correct", "INTEGER"},
                                               {"correct", "INTEGER"}},
                                              EpsilonResult()));
  LABELREP_ASSIGN_OR_RETURN(MessageTable provenances,
                            MessageTable::Add(file, "provenances", {kRun, kAttack}, Provenance()));
  LABELREP_ASSIGN_OR_RETURN(
      MessageTable segments,
      MessageTable::Add(file, "segments", {kRun, kAttack}, Provenance::Segment()));
  LABELREP_ASSIGN_OR_RETURN(
      MessageTable published,
      MessageTable::Add(file, "published", {{"publication", "TEXT"}, {"source", "TEXT"}},
                        PublishedNumber()));
  LABELREP_ASSIGN_OR_RETURN(SqlTable decisions, file.AddTable("decisions",
                                                              {kAttack,
                                                               {"epsilon", "REAL"},
                                                               {"image", "INTEGER"},
                                                               {"class", "INTEGER"},
                                                               {"target", "INTEGER"},
                                                               {"clean_decision", "INTEGER"},
                                                               {"decision", "INTEGER"},
                                                               {"queries", "INTEGER"},
                                                               {"member", "INTEGER"}},
                                                              {"attack", "epsilon", "image"}));
  LABELREP_ASSIGN_OR_RETURN(SqlTable label_statistics,
                            file.AddTable("label_statistics", {{"name", "TEXT"},
                                                               {"labels_sha256", "TEXT"},
                                                               {"kind", "TEXT"},
                                                               {"source", "TEXT"},
                                                               {"seed", "INTEGER"},
                                                               {"classes", "INTEGER"},
                                                               {"dimensions", "INTEGER"},
                                                               {"entropy_bits_mean", "REAL"},
                                                               {"entropy_bits_std", "REAL"},
                                                               {"mean_l1", "REAL"},
                                                               {"mean_l2", "REAL"}}));
  return Tables{std::move(runs),
                std::move(epochs),
                std::move(attacks),
                std::move(attack_epsilons),
                std::move(provenances),
                std::move(segments),
                std::move(published),
                std::move(decisions),
                std::move(label_statistics)};
}

}  // namespace labelrep
