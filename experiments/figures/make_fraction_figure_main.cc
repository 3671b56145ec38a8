// Makes Figure 4; see figure_main.h.
#include "experiments/figures/figure_main.h"
#include "experiments/figures/fraction_figure.h"

int main(int argc, char** argv) {
  return labelrep::FigureMain(argc, argv, &labelrep::MakeFractionFigure);
}
