#include "results/check/check_published.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "results/published/match.h"
#include "results/published/published.h"

namespace labelrep {

std::vector<std::string> CheckAgainstPublished(const PublishedNumbers& published,
                                               const std::vector<RunResult>& runs,
                                               const std::vector<AttackResult>& attacks,
                                               double accuracy_points, bool allow_missing) {
  std::vector<std::string> lines;
  for (const PublishedCell& cell : MatchPublished(published, runs, attacks)) {
    const Comparison comparison = ComparePublished(cell.published, cell.own);
    const std::string name = DescribeCell(cell.number);
    if (!comparison.own_mean.has_value()) {
      if (!allow_missing) {
        lines.push_back(absl::StrFormat("%s: published %.2f %%, not run here", name,
                                        comparison.published_mean));
      }
      continue;
    }
    const double difference = *comparison.own_mean - comparison.published_mean;
    if (std::abs(difference) <= accuracy_points) continue;
    const std::string runs_text =
        cell.own.size() == 1 ? "one run" : absl::StrCat("mean of ", cell.own.size(), " runs");
    lines.push_back(absl::StrFormat("%s: published %.2f %%, here %.2f %% (%+.2f points, %s)", name,
                                    comparison.published_mean, *comparison.own_mean, difference,
                                    runs_text));
  }
  return lines;
}

}  // namespace labelrep
