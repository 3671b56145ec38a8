// Makes Tables 3 and 4; see table_main.h.
#include "experiments/tables/parameter_table.h"
#include "experiments/tables/table_main.h"

int main(int argc, char** argv) {
  return labelrep::TableMain(argc, argv, &labelrep::MakeParameterTable);
}
