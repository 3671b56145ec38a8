// A run's curves as a TensorBoard event file.
#ifndef LIB_REPORT_RUN_EVENTS_H_
#define LIB_REPORT_RUN_EVENTS_H_

#include <string>

#include "results/run.pb.h"

namespace labelrep {

// The bytes of the file, whose name has to contain "tfevents". Steps are epochs from 1; tags are
// loss/train, loss/validation, accuracy/validation and learning_rate. A result holds no times, so
// every event has time 0: the same run gives the same bytes.
// Reference: TensorFlow's TFRecord format, https://www.tensorflow.org/tutorials/load_data/tfrecord
std::string RunAsEvents(const RunResult& result);

}  // namespace labelrep

#endif  // LIB_REPORT_RUN_EVENTS_H_
