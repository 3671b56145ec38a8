// Decides on a trained model's first test images; see measure_model.h.
#include "experiments/decisions/measure_decisions.h"

int main(int argc, char** argv) {
  return labelrep::MeasurementMain("decisions", "decides on the first test images", argc, argv,
                                   labelrep::MeasureDecisions);
}
