// Makes Table 1; see table_main.h.
#include "experiments/tables/table1.h"
#include "experiments/tables/table_main.h"

int main(int argc, char** argv) { return labelrep::TableMain(argc, argv, &labelrep::ReadTable1); }
