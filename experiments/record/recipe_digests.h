// What recorded results, of runs and of attacks, are checked for by the digests of their recipes.
#ifndef EXPERIMENTS_RECORD_RECIPE_DIGESTS_H_
#define EXPERIMENTS_RECORD_RECIPE_DIGESTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace labelrep {

// INVALID_ARGUMENT where the digest that a recorded file states is not that of the recipe in it.
absl::Status CheckStatedDigest(const std::string& file, absl::string_view stated,
                               absl::string_view of_its_recipe);

// FAILED_PRECONDITION where a file that would be replaced holds `what` ("a run") of another recipe:
// its name does not tell everything that a recipe says, and it may be hours of work.
absl::Status CheckMayReplace(const std::string& file, absl::string_view what,
                             absl::string_view recorded, absl::string_view replacement);

}  // namespace labelrep

#endif  // EXPERIMENTS_RECORD_RECIPE_DIGESTS_H_
