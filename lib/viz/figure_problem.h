// Messages of what is wrong with a figure.
#ifndef LIB_VIZ_FIGURE_PROBLEM_H_
#define LIB_VIZ_FIGURE_PROBLEM_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "results/figure.pb.h"

namespace labelrep {

inline bool HasPanel(const Figure& figure, int row, int column) {
  return row >= 0 && row < figure.rows_size() && column >= 0 && column < figure.columns_size();
}

// Makes the status of what is wrong in one figure: "figure 'NAME': PLACE: ...".
class FigureProblems {
 public:
  explicit FigureProblems(const Figure& figure) : figure_(figure) {}

  template <typename... Parts>
  absl::Status At(const std::string& place, const Parts&... parts) const {
    return absl::InvalidArgumentError(
        absl::StrCat("figure '", figure_.name(), "': ", place, ": ", parts...));
  }

  // That what stands at `place` is in a panel of the figure.
  absl::Status CheckPanel(const std::string& place, int row, int column) const {
    if (HasPanel(figure_, row, column)) return absl::OkStatus();
    return At(place, "row ", row, ", column ", column, ", expected below ", figure_.rows_size(),
              " and ", figure_.columns_size());
  }

 private:
  const Figure& figure_;
};

}  // namespace labelrep

#endif  // LIB_VIZ_FIGURE_PROBLEM_H_
