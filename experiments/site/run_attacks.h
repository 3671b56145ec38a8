// What attacks on the model of a run did, for the run's page.
#ifndef EXPERIMENTS_SITE_RUN_ATTACKS_H_
#define EXPERIMENTS_SITE_RUN_ATTACKS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "experiments/site/site_inputs.h"
#include "lib/report/markup.h"

namespace labelrep {

// Accuracy under each attack by epsilon, the worst case over them, what the verdict on masked
// gradients rests on, and each attack's recipe and provenance; nothing where none was asked for.
// INVALID_ARGUMENT as WorstCase (lib/attack/robustness_summary.h).
absl::StatusOr<std::vector<Markup>> RunAttacks(const SiteRun& run);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_RUN_ATTACKS_H_
