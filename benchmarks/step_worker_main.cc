// Times training steps on request, for benchmarks/compare_steps.py: reads a number of steps from
// each line of standard input, takes them, and answers with the seconds that they took.

#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/numbers.h"
#include "benchmarks/bench_setting.h"

ABSL_FLAG(std::string, encoder, "resnet32", "encoder of models/");
ABSL_FLAG(std::string, head, "category10", "category10, category100 or decoder");
ABSL_FLAG(std::string, precision, "fp32", "fp32 or bf16");
ABSL_FLAG(std::string, memory_format, "channels_last", "contiguous or channels_last");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage("Times training steps; see benchmarks/README.md.");
  absl::ParseCommandLine(argc, argv);
  absl::StatusOr<std::unique_ptr<labelrep::StepBench>> bench =
      labelrep::MakeStepBench({absl::GetFlag(FLAGS_encoder), absl::GetFlag(FLAGS_head),
                               absl::GetFlag(FLAGS_precision), absl::GetFlag(FLAGS_memory_format)});
  if (!bench.ok()) {
    std::cerr << bench.status() << "\n";
    return 1;
  }
  for (std::string line; std::getline(std::cin, line);) {
    int steps = 0;
    if (!absl::SimpleAtoi(line, &steps) || steps < 1) {
      std::cerr << "found \"" << line << "\", expected a number of steps\n";
      return 1;
    }
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < steps; ++i) (*bench)->Train();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("%.6f\n", seconds.count());
    std::fflush(stdout);
  }
  return 0;
}
