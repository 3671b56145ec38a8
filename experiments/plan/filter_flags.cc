#include "experiments/plan/filter_flags.h"

#include <string>

#include "absl/flags/flag.h"

ABSL_FLAG(std::string, profile, "",
          "smoke, cpu, paper, ...; this and each below may be several, as 7,8,9");
ABSL_FLAG(
    std::string, table, "",
    "only runs of this table or figure, by its target (fig4_datafrac) or short name (fig4); "
    "fig4_controls, fig4_embeddings: those it shows on request, which are left out without it");
ABSL_FLAG(std::string, dataset, "", "only runs on this data set");
ABSL_FLAG(std::string, encoder, "", "only runs of this encoder");
ABSL_FLAG(std::string, label, "", "only runs of this label kind");
ABSL_FLAG(std::string, fraction, "", "only runs on this percentage of the training images: 2, 0.5");
ABSL_FLAG(std::string, seed, "", "only runs of this seed");

namespace labelrep {

PlanFilter FilterFromFlags() {
  return {.profile = absl::GetFlag(FLAGS_profile),
          .table = absl::GetFlag(FLAGS_table),
          .dataset = absl::GetFlag(FLAGS_dataset),
          .encoder = absl::GetFlag(FLAGS_encoder),
          .label = absl::GetFlag(FLAGS_label),
          .fraction = absl::GetFlag(FLAGS_fraction),
          .seed = absl::GetFlag(FLAGS_seed)};
}

}  // namespace labelrep
