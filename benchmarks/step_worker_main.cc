// Times training steps on request, for benchmarks/compare_steps.py: reads a number of steps from
// each line of standard input, takes them, and answers with the seconds that they took.

#include <iostream>
#include <memory>
#include <string>

#include "absl/flags/flag.h"
#include "benchmarks/bench_setting.h"
#include "benchmarks/timed_request.h"
#include "lib/base/program.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, encoder, "resnet32", "encoder of models/");
ABSL_FLAG(std::string, head, "category10", "category10, category100 or decoder");
ABSL_FLAG(std::string, precision, "fp32", "fp32 or bf16");
ABSL_FLAG(std::string, memory_format, "channels_last", "contiguous or channels_last");
ABSL_FLAG(int64_t, image_size, labelrep::kCifarImageSize, "height and width of the images, pixels");

namespace labelrep {
namespace {

absl::Status Main() {
  LABELREP_ASSIGN_OR_RETURN(const std::unique_ptr<StepBench> bench,
                            MakeStepBench({.encoder = absl::GetFlag(FLAGS_encoder),
                                           .head = absl::GetFlag(FLAGS_head),
                                           .precision = absl::GetFlag(FLAGS_precision),
                                           .memory_format = absl::GetFlag(FLAGS_memory_format),
                                           .image_size = absl::GetFlag(FLAGS_image_size)}));
  for (std::string line; std::getline(std::cin, line);) {
    LABELREP_RETURN_IF_ERROR(AnswerTimed(line, "a number of steps", [&](int steps) {
      for (int i = 0; i < steps; ++i) bench->Train();
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("step_worker", "times training steps; see benchmarks/README.md", argc,
                              argv, labelrep::Main);
}
