// Tables as comma-separated values for other programs.
#ifndef LIB_REPORT_CSV_H_
#define LIB_REPORT_CSV_H_

#include <string>
#include <string_view>
#include <vector>

#include "results/report.pb.h"

namespace labelrep {

// Long form: a header, then one line for each cell with the row's headings, the column's headings
// ("measure", and "group" around it, where the table does not name them), value, spread, lo and hi
// in full precision, unit, status, text, note and source_sha256. Shares stay in [0, 1] and have the
// unit "share". `table` has passed CheckTable.
std::string TableAsCsv(const Table& table);

// A field of RFC 4180: quoted where it has to be, with the text's own line breaks.
std::string EscapeCsv(std::string_view text);

// A line of such fields, with its line break.
std::string CsvLine(const std::vector<std::string>& fields);

}  // namespace labelrep

#endif  // LIB_REPORT_CSV_H_
