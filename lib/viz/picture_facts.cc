#include "lib/viz/picture_facts.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace labelrep {

PictureNumbers NumbersOf(const Picture& picture) {
  const auto& values = picture.values();
  const auto [lowest, highest] = std::minmax_element(values.begin(), values.end());
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  return {*lowest, sum / values.size(), *highest};
}

std::string ShortNumber(double value) { return absl::StrFormat("%.3g", value); }

std::string HeadingOf(const Figure& figure, const Picture& picture) {
  if (picture.has_heading()) return picture.heading();
  for (int row = picture.row(); row >= 0; --row) {
    if (!figure.rows(row).columns().empty()) return figure.rows(row).columns(picture.column());
  }
  return figure.columns(picture.column());
}

std::string DescriptionOf(const Figure& figure, const Picture& picture) {
  const PanelRow& row = figure.rows(picture.row());
  const std::string heading = HeadingOf(figure, picture);
  std::string text =
      absl::StrCat(row.heading(), row.heading().empty() || heading.empty() ? "" : ", ", heading,
                   ": ", picture.height(), " x ", picture.width());
  if (picture.values().empty()) {
    absl::StrAppend(&text, " pixels");
  } else {
    const PictureNumbers numbers = NumbersOf(picture);
    absl::StrAppend(&text, " numbers from ", ShortNumber(numbers.lowest), " to ",
                    ShortNumber(numbers.highest), row.colors().title().empty() ? "" : " ",
                    row.colors().title());
  }
  if (!picture.caption().empty()) absl::StrAppend(&text, "; ", picture.caption());
  return text;
}

}  // namespace labelrep
