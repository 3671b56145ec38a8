// Tables as LaTeX.
#ifndef LIB_REPORT_LATEX_H_
#define LIB_REPORT_LATEX_H_

#include <string>
#include <string_view>

#include "results/report.pb.h"

namespace labelrep {

// A table environment with caption and the label "tab:<name>", to be read with \input; needs the
// packages booktabs and textcomp. `table` has passed CheckTable.
std::string TableAsLatex(const Table& table);

// One line of text that LaTeX prints literally.
std::string EscapeLatex(std::string_view text);

}  // namespace labelrep

#endif  // LIB_REPORT_LATEX_H_
