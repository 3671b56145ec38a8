// The colours of the label kinds, the same in every figure.
#ifndef EXPERIMENTS_REPORT_LABEL_PALETTE_H_
#define EXPERIMENTS_REPORT_LABEL_PALETTE_H_

#include "experiments/catalogue.pb.h"
#include "lib/viz/palette.h"

namespace labelrep {

// Styles by LabelTitle(kind): the colours that the catalogue gives, and further ones, in its order,
// for the kinds that it gives none.
Palette LabelPalette(const Catalogue& catalogue);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_LABEL_PALETTE_H_
