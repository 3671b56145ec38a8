// The first images that misled a model, as a web page to be looked at.
#ifndef EXPERIMENTS_ATTACKS_SUCCESS_PAGE_H_
#define EXPERIMENTS_ATTACKS_SUCCESS_PAGE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "experiments/attacks/kept_images.h"
#include "lib/data/normalization.h"
#include "results/attack.pb.h"

namespace labelrep {

struct SuccessPageFacts {
  AttackRecipe recipe;
  std::string label_kind;                // of the attacked model
  std::vector<std::string> class_names;  // of its data set
};

// A page that needs no other file: each image as it was beside what the attack made of it, with its
// place in the test split, its class, the class that the model then decides, and the epsilon.
absl::StatusOr<std::string> SuccessPage(const SuccessPageFacts& facts,
                                        const std::vector<Success>& successes,
                                        const Normalization& normalization);

}  // namespace labelrep

#endif  // EXPERIMENTS_ATTACKS_SUCCESS_PAGE_H_
