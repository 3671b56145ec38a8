#include "results/run_accuracy.h"

#include <cstdint>

namespace labelrep {
namespace {

std::optional<double> Share(bool is_measured, int64_t correct, const TestResult& test) {
  if (!is_measured || test.images() <= 0) return std::nullopt;
  return static_cast<double>(correct) / static_cast<double>(test.images());
}

}  // namespace

std::optional<double> AccuracyByLargestOutput(const RunResult& result) {
  const TestResult& test = result.test();
  return Share(test.has_correct_by_largest_output(), test.correct_by_largest_output(), test);
}

std::optional<double> AccuracyByThreshold(const RunResult& result) {
  const TestResult& test = result.test();
  return Share(test.has_correct_by_threshold(), test.correct_by_threshold(), test);
}

std::optional<double> AccuracyByNearestLabel(const RunResult& result) {
  const TestResult& test = result.test();
  return Share(test.has_correct_by_nearest_label(), test.correct_by_nearest_label(), test);
}

std::optional<double> TestAccuracy(const RunResult& result) {
  const std::optional<double> accuracy = AccuracyByLargestOutput(result);
  return accuracy.has_value() ? accuracy : AccuracyByNearestLabel(result);
}

std::optional<double> BestValidationAccuracy(const RunResult& result) {
  const int best = result.best_epoch();
  if (best < 1 || best > result.epochs_size()) return std::nullopt;
  return result.epochs(best - 1).validation_accuracy();
}

}  // namespace labelrep
