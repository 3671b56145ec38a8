// Small figures for tests: two panels, two series, intervals and single runs; pictures.
#ifndef LIB_VIZ_FIGURE_TESTING_H_
#define LIB_VIZ_FIGURE_TESTING_H_

#include "results/figure.pb.h"

namespace labelrep {

// "Speech" has intervals in both panels and runs in the first, "Random" one bare point in the
// second.
Figure ExampleFigure();

// The same with x by series: a point of "Speech" in the first panel, of "Random" in the second.
Figure ExampleBySeries();

// Points of a plane: of "Speech" (0, 2), (-4, 1) and (1, 1) in the first panel, with a caption, and
// of "Random" (3, 3) there.
Figure ExampleOfPoints();
// A row of numbers in decibels and a row of an image and numbers over an image, two columns.
Figure ExamplePictures();

}  // namespace labelrep

#endif  // LIB_VIZ_FIGURE_TESTING_H_
