// Makes Figure 2; see figure_main.h.
#include "experiments/figures/curves_figure.h"
#include "experiments/figures/figure_main.h"

int main(int argc, char** argv) {
  return labelrep::FigureMain(argc, argv, &labelrep::MakeCurvesFigure);
}
