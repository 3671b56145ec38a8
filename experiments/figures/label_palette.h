// The colours of the label kinds, the same in every figure.
#ifndef EXPERIMENTS_FIGURES_LABEL_PALETTE_H_
#define EXPERIMENTS_FIGURES_LABEL_PALETTE_H_

#include <string>
#include <vector>

#include "lib/viz/palette.h"

namespace labelrep {

// Kinds with colours of their own, in the order of every legend.
std::vector<std::string> PaperLabelKinds();

// Styles by LabelTitle(kind). `user_kinds`: all others that there are.
Palette LabelPalette(const std::vector<std::string>& user_kinds);

}  // namespace labelrep

#endif  // EXPERIMENTS_FIGURES_LABEL_PALETTE_H_
