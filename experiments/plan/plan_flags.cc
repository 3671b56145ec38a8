#include "experiments/plan/plan_flags.h"

#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "experiments/plan/filter_flags.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(int, jobs, 2, "runs at a time");
ABSL_FLAG(double, seconds, 1, "how long to time each model for");
ABSL_FLAG(std::string, run_list, "experiments/runs/run_list.textproto", "run list (RunList, text)");

namespace labelrep {

absl::StatusOr<PlanRequest> PlanRequestFromFlags() {
  PlanRequest request;
  request.jobs = absl::GetFlag(FLAGS_jobs);
  request.budget_s = absl::GetFlag(FLAGS_seconds);
  if (request.jobs < 1) return absl::InvalidArgumentError("--jobs: expected at least 1");
  LABELREP_ASSIGN_OR_RETURN(request.filter, FilterFromFlags());
  const std::string run_list = absl::GetFlag(FLAGS_run_list);
  LABELREP_ASSIGN_OR_RETURN(request.runs, ReadRuns(run_list, ".", request.filter));
  const PlanFilter& filter = request.filter;
  for (const auto& [flag, value] :
       {std::pair<std::string, std::string>("jobs", absl::StrCat(request.jobs)),
        {"seconds", absl::StrCat(request.budget_s)},
        {"run_list", run_list},
        {"profile", filter.profile},
        {"table", filter.table},
        {"dataset", filter.dataset},
        {"encoder", filter.encoder},
        {"label", filter.label},
        {"seed", filter.seed.has_value() ? absl::StrCat(*filter.seed) : ""}}) {
    request.flags.push_back(absl::StrCat("--", flag, "=", value));
  }
  return request;
}

}  // namespace labelrep
