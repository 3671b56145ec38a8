// Messages of what is wrong with a figure.
#ifndef LIB_VIZ_FIGURE_PROBLEM_H_
#define LIB_VIZ_FIGURE_PROBLEM_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "results/figure.pb.h"

namespace labelrep {

// Makes the status of what is wrong in one figure: "figure 'NAME': PLACE: ...".
class FigureProblems {
 public:
  explicit FigureProblems(const Figure& figure) : figure_(figure) {}

  template <typename... Parts>
  absl::Status At(const std::string& place, const Parts&... parts) const {
    return absl::InvalidArgumentError(
        absl::StrCat("figure '", figure_.name(), "': ", place, ": ", parts...));
  }

 private:
  const Figure& figure_;
};

}  // namespace labelrep

#endif  // LIB_VIZ_FIGURE_PROBLEM_H_
