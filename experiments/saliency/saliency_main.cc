// Makes saliency maps of a trained model's first test images; see measure_model.h.
#include "experiments/saliency/measure_saliency.h"

int main(int argc, char** argv) {
  return labelrep::MeasurementMain("saliency", "makes saliency maps of the first test images", argc,
                                   argv, labelrep::MeasureSaliency);
}
