// Numbers of a table, found by what stands beside and above them.
#ifndef EXPERIMENTS_SITE_TABLE_LOOKUP_H_
#define EXPERIMENTS_SITE_TABLE_LOOKUP_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "results/report.pb.h"

namespace labelrep {

// The column whose innermost heading is this, else the first one whose heading begins so; none
// where there is none.
std::optional<int> FindColumn(const Table& table, absl::string_view heading);

// The first row from `from` on whose innermost heading is this and whose other headings are those
// of row `from`, as far as `shared` of them from the outermost go.
std::optional<int> FindRow(const Table& table, absl::string_view heading, int from = 0,
                           int shared = 0);

// The cell as readers of the table see it, with the column's unit: "46.34 ± 6.66 %"; what is
// missing is "not measured", "failed" or "not applicable".
std::string ShownCell(const Table& table, int row, int column);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_TABLE_LOOKUP_H_
