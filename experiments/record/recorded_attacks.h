// Attacks that were recorded under results/measured: found by the digests of the attack's recipe
// and of the attacked run's.
#ifndef EXPERIMENTS_RECORD_RECORDED_ATTACKS_H_
#define EXPERIMENTS_RECORD_RECORDED_ATTACKS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/record/recorded_runs.h"
#include "results/attack.pb.h"
#include "results/run.pb.h"

namespace labelrep {

// Ends of the names of a recorded attack's files, behind a common stem.
inline constexpr char kAttackSuffix[] = ".attack.pb";
inline constexpr char kAttackProvenanceSuffix[] = ".attack_provenance.pb";

// The recorded attack of this recipe on this run among `files`, the first by path where there are
// several; where there is none, its recipes and a failure that is absent.
// INVALID_ARGUMENT naming the file for a result that cannot be read, or whose digest is not that of
// the recipe it holds.
// With `transferred_from`, what the attack's images on that run do to this one.
absl::StatusOr<AttackResult> FindRecordedAttack(const Recipe& model, const AttackRecipe& attack,
                                                const std::optional<Recipe>& transferred_from,
                                                std::vector<std::string> files);

// "cifar10_resnet32_speech_e16_s7.pgd_margin_targeted_3f2a": the run, the attack in words, and the
// start of its recipe's digest.
std::string RecordedAttackName(const AttackResult& result);

// Copies a finished attack (`result_file`: AttackResult, `provenance_file`: Provenance) into
// `options.out`, with the commit added to its provenance. Returns the stem written.
// FAILED_PRECONDITION for an attack that failed, or where one on a model of another recipe is
// recorded under the same name; it is not recorded.
absl::StatusOr<std::string> RecordAttack(const std::string& result_file,
                                         const std::string& provenance_file,
                                         const RecordOptions& options);

}  // namespace labelrep

#endif  // EXPERIMENTS_RECORD_RECORDED_ATTACKS_H_
