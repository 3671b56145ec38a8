// Results as one SQLite file for analysts: what runs, attacks and publications say, in tables that
// one query joins. results/run.proto and results/attack.proto describe the columns, which have the
// names of the fields (message_columns.h); tables.h lists them.
#ifndef RESULTS_DATABASE_WRITE_DATABASE_H_
#define RESULTS_DATABASE_WRITE_DATABASE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace labelrep {

struct DatabaseInputs {
  // Searched with their subfolders for NAME.result.pb, NAME.ATTACK.attack.pb and their provenances
  // (NAME.provenance.pb, NAME.ATTACK.attack_provenance.pb); other files are passed over.
  std::vector<std::string> result_folders = {};
  std::vector<std::string> published_files = {};  // PublishedNumbers in text form
  std::vector<std::string> label_files = {};      // LabelSet, binary
};

// Writes the database to `path`, in place of what lies there. The same files make the same bytes.
// NOT_FOUND or INVALID_ARGUMENT naming the file that is missing or is none of its kind, or a folder
// without results; then nothing is written.
absl::Status WriteDatabase(const DatabaseInputs& inputs, const std::string& path);

}  // namespace labelrep

#endif  // RESULTS_DATABASE_WRITE_DATABASE_H_
