// The tables of the database of results.
#ifndef RESULTS_DATABASE_TABLES_H_
#define RESULTS_DATABASE_TABLES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "results/database/sqlite_file.h"

namespace labelrep {

// Rows that are made of messages: some columns of the table's own, then those of the message
// (message_columns.h), but for what it has one number an image of.
class MessageTable {
 public:
  static absl::StatusOr<MessageTable> Add(SqliteFile& file, const std::string& name,
                                          const std::vector<SqlColumn>& own,
                                          const google::protobuf::Message& type);

  // `own` in the order of Add; errors as of SqlTable::Insert.
  absl::Status Insert(const std::vector<SqlValue>& own, const google::protobuf::Message& message);

 private:
  explicit MessageTable(SqlTable table) : table_(std::move(table)) {}
  SqlTable table_;
};

// Their own columns, in order, before those of the message:
struct Tables {
  MessageTable runs;     // id, folder, name, test_accuracy, best_validation_accuracy; RunResult
  MessageTable epochs;   // run; EpochResult
  MessageTable attacks;  // id, folder, name, run; AttackResult
  MessageTable
      attack_epsilons;       // attack, attacked_images, initially_correct, correct; EpsilonResult
  MessageTable provenances;  // run, attack, one of them NULL; Provenance
  MessageTable segments;     // the same; Provenance.Segment
  MessageTable published;    // publication, source; PublishedNumber
  // attack, epsilon, image, class, target, clean_decision, decision, queries, member
  SqlTable decisions;
  // name, labels_sha256, kind, source, seed, classes, dimensions, entropy_bits_mean,
  // entropy_bits_std, mean_l1, mean_l2
  SqlTable label_statistics;
};

absl::StatusOr<Tables> AddTables(SqliteFile& file);

}  // namespace labelrep

#endif  // RESULTS_DATABASE_TABLES_H_
