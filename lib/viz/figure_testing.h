// A small figure for tests: two panels, two series, intervals and single runs.
#ifndef LIB_VIZ_FIGURE_TESTING_H_
#define LIB_VIZ_FIGURE_TESTING_H_

#include "results/figure.pb.h"

namespace labelrep {

// "speech" has intervals and runs in both panels, "random" one bare point in the second.
Figure ExampleFigure();

}  // namespace labelrep

#endif  // LIB_VIZ_FIGURE_TESTING_H_
