// Makes the table of robustness; see robustness_main.h.
#include "experiments/robustness/robustness_main.h"
#include "experiments/robustness/robustness_table.h"

int main(int argc, char** argv) {
  return labelrep::RobustnessTableMain(argc, argv, "Makes the table of robustness",
                                       &labelrep::MakeRobustnessTable);
}
