// Makes the table of transferred attacks; see robustness_main.h.
#include "experiments/robustness/robustness_main.h"
#include "experiments/robustness/transfer_table.h"

int main(int argc, char** argv) {
  return labelrep::RobustnessTableMain(argc, argv, "Makes the table of transferred attacks",
                                       &labelrep::MakeTransferTable);
}
