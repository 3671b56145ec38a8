// Tables as web pages that need nothing else.
#ifndef LIB_REPORT_HTML_H_
#define LIB_REPORT_HTML_H_

#include <string>

#include "results/report.pb.h"

namespace labelrep {

// A whole page, light or dark as the reader's system is. The exact number and its source are each
// cell's tooltip. `table` has passed CheckTable.
std::string TableAsHtml(const Table& table);

// Its <table> alone, with footnotes and notes under it, for a page that has other things too. The
// ids of footnotes begin with `name`, which has letters, digits, "_" and "-". Cells with a number
// have it as data-value, to sort by.
std::string TableAsHtmlFragment(const Table& table, const std::string& name);

}  // namespace labelrep

#endif  // LIB_REPORT_HTML_H_
