// Makes Table 5; see table_main.h.
#include "experiments/tables/decoder_table.h"
#include "experiments/tables/table_main.h"

int main(int argc, char** argv) {
  return labelrep::TableMain(argc, argv, &labelrep::MakeDecoderTable);
}
