// Makes the overview of attacks; see robustness_main.h.
#include "experiments/robustness/overview_table.h"
#include "experiments/robustness/robustness_main.h"

int main(int argc, char** argv) {
  return labelrep::RobustnessTableMain(argc, argv, "Makes the overview of attacks",
                                       &labelrep::MakeOverviewTable);
}
