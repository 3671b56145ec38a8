// The colours of the label kinds, the same in every figure.
#ifndef EXPERIMENTS_FIGURES_LABEL_PALETTE_H_
#define EXPERIMENTS_FIGURES_LABEL_PALETTE_H_

#include <string>
#include <vector>

#include "lib/viz/palette.h"

namespace labelrep {

// Styles by LabelTitle(kind); the paper's kinds have fixed ones. `user_kinds`: all others that
// there are.
Palette LabelPalette(const std::vector<std::string>& user_kinds);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_LABEL_PALETTE_H_
