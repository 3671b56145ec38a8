// Makes Table 2; see table_main.h.
#include "experiments/tables/statistics_table.h"
#include "experiments/tables/table_main.h"

int main(int argc, char** argv) {
  return labelrep::TableMain(argc, argv, &labelrep::ReadStatisticsTable);
}
