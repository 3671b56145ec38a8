// Makes Table 1; see table_main.h.
#include "experiments/tables/accuracy_table.h"
#include "experiments/tables/table_main.h"

int main(int argc, char** argv) {
  return labelrep::TableMain(argc, argv, &labelrep::ReadAccuracyTable);
}
