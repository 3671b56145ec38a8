// Attacks on request, for benchmarks/compare_attacks.py and compare_autoattack.py. A line "decide"
// of standard input is answered by the clean decisions in one line and those at each epsilon in one
// line more each, a line "members" by a line for each epsilon with what broke each image: a suite's
// part, from 1, -1 where it was wrong without, and 0 where it withstood. For any other line, a
// number of images, that many that are decided correctly are attacked, and the answer is the
// seconds that it took.

#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_join.h"
#include "benchmarks/attack_bench.h"
#include "benchmarks/timed_request.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"

ABSL_FLAG(std::string, encoder, "", "encoder, where the weights do not say it");
ABSL_FLAG(std::string, weights, "", "weights file, .safetensors");
ABSL_FLAG(std::string, labels, "", "label set file");
ABSL_FLAG(std::string, data, "", "data set, a folder in CIFAR's layout");
ABSL_FLAG(std::string, recipe, "", "AttackRecipe as text");
ABSL_FLAG(std::string, precision, "fp32", "fp32, bf16 or fp64");

namespace labelrep {
namespace {

absl::Status PrintDecisions(const AttackBench& bench) {
  LABELREP_ASSIGN_OR_RETURN(const AttackResult result, bench.Run());
  std::cout << absl::StrJoin(result.clean_decisions(), " ") << "\n";
  for (const EpsilonResult& found : result.epsilons()) {
    std::cout << absl::StrJoin(found.decisions(), " ") << "\n";
  }
  std::cout << std::flush;
  return absl::OkStatus();
}

absl::Status PrintMembers(const AttackBench& bench) {
  LABELREP_ASSIGN_OR_RETURN(const AttackResult result, bench.Run());
  for (const EpsilonResult& found : result.epsilons()) {
    std::vector<int32_t> members(found.members().begin(), found.members().end());
    members.resize(result.classes_size());
    for (int i = 0; i < result.classes_size(); ++i) {
      if (result.clean_decisions(i) != result.classes(i)) members[i] = -1;
    }
    std::cout << absl::StrJoin(members, " ") << "\n";
  }
  std::cout << std::flush;
  return absl::OkStatus();
}

absl::Status Main() {
  AttackRecipe recipe;
  LABELREP_RETURN_IF_ERROR(ParseTextProto(absl::GetFlag(FLAGS_recipe), "--recipe", &recipe));
  LABELREP_ASSIGN_OR_RETURN(const Arithmetic arithmetic,
                            ArithmeticOf(absl::GetFlag(FLAGS_precision)));
  LABELREP_ASSIGN_OR_RETURN(const AttackBench bench,
                            AttackBench::FromFiles({.weights = absl::GetFlag(FLAGS_weights),
                                                    .labels = absl::GetFlag(FLAGS_labels),
                                                    .data = absl::GetFlag(FLAGS_data),
                                                    .encoder = absl::GetFlag(FLAGS_encoder)},
                                                   recipe, arithmetic));
  std::optional<AttackBench> correct;
  for (std::string line; std::getline(std::cin, line);) {
    if (line == "decide") {
      LABELREP_RETURN_IF_ERROR(PrintDecisions(bench));
      continue;
    }
    if (line == "members") {
      LABELREP_RETURN_IF_ERROR(PrintMembers(bench));
      continue;
    }
    if (!correct.has_value()) {
      LABELREP_ASSIGN_OR_RETURN(correct, bench.OnCorrectImages());
    }
    LABELREP_RETURN_IF_ERROR(AnswerTimed(line, "\"decide\", \"members\" or a number of images",
                                         [&](int images) { return correct->RunOn(images); }));
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("attack_worker", "attacks on request; see benchmarks/README.md", argc,
                              argv, labelrep::Main);
}
