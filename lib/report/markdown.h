// Tables as GitHub-flavoured Markdown that is also aligned for a terminal.
#ifndef LIB_REPORT_MARKDOWN_H_
#define LIB_REPORT_MARKDOWN_H_

#include <string>
#include <string_view>

#include "results/report.pb.h"

namespace labelrep {

// Title, subtitle, table, footnotes ("¹ text") and notes. A heading over several columns stands
// above all of them; deeper levels of headings are the first rows, in bold. `table` has passed
// CheckTable.
std::string TableAsMarkdown(const Table& table);

// One line of text that Markdown renders literally, also inside a table cell.
std::string EscapeMarkdown(std::string_view text);

}  // namespace labelrep

#endif  // LIB_REPORT_MARKDOWN_H_
