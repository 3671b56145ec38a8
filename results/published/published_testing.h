// A published number for tests.
#ifndef RESULTS_PUBLISHED_PUBLISHED_TESTING_H_
#define RESULTS_PUBLISHED_PUBLISHED_TESTING_H_

#include "results/published/published.pb.h"

namespace labelrep {

// 40 % on the test split, of VGG19 with category labels and 2 % of CIFAR-10, 200 epochs.
inline PublishedNumber TestNumber() {
  PublishedNumber number;
  number.set_dataset("cifar10");
  number.set_encoder("vgg19");
  number.set_label("category");
  number.set_train_fraction_percent(2);
  number.set_epochs(200);
  number.set_split(PublishedNumber::TEST);
  number.set_accuracy_percent(40);
  return number;
}

}  // namespace labelrep

#endif  // RESULTS_PUBLISHED_PUBLISHED_TESTING_H_
