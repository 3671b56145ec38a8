// Times t-SNE on request, for benchmarks/compare_tsne.py: for each line of standard input, a number
// of embeddings to make, it answers with the seconds that they took, and leaves the last one.

#include <iostream>
#include <string>
#include <vector>

#include "ATen/Parallel.h"
#include "absl/flags/flag.h"
#include "benchmarks/timed_request.h"
#include "lib/base/files.h"
#include "lib/base/npy.h"
#include "lib/base/program.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_macros.h"
#include "lib/base/tensor_array.h"
#include "lib/embed/tsne.h"

ABSL_FLAG(std::string, points, "", "points to embed, .npy, float32 or float64 [n, f]");
ABSL_FLAG(std::string, recipe, "", "TsneRecipe as text");
ABSL_FLAG(int32_t, threads, 1, "CPU threads");
ABSL_FLAG(std::string, out, "", "the embedding, .npy, float32 [n, 2]");

namespace labelrep {
namespace {

std::string EncodeEmbedding(const TsneEmbedding& embedding) {
  std::vector<float> values;
  for (size_t i = 0; i < embedding.points.x.size(); ++i) {
    values.push_back(static_cast<float>(embedding.points.x[i]));
    values.push_back(static_cast<float>(embedding.points.y[i]));
  }
  return EncodeNpy(Array::FromFloats({static_cast<int64_t>(embedding.points.x.size()), 2}, values));
}

absl::Status Main() {
  TsneRecipe recipe;
  LABELREP_RETURN_IF_ERROR(ParseTextProto(absl::GetFlag(FLAGS_recipe), "--recipe", &recipe));
  LABELREP_ASSIGN_OR_RETURN(const Array points, ReadNpy(absl::GetFlag(FLAGS_points)));
  at::set_num_threads(absl::GetFlag(FLAGS_threads));
  for (std::string line; std::getline(std::cin, line);) {
    TsneEmbedding embedding;
    LABELREP_RETURN_IF_ERROR(
        AnswerTimed(line, "a number of embeddings", [&](int count) -> absl::Status {
          for (int i = 0; i < count; ++i) {
            LABELREP_ASSIGN_OR_RETURN(embedding, EmbedByTsne(TensorFromArray(points), recipe));
          }
          return WriteFileAtomically(absl::GetFlag(FLAGS_out), EncodeEmbedding(embedding));
        }));
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace labelrep

int main(int argc, char** argv) {
  return labelrep::RunProgram("tsne_worker", "times t-SNE; see benchmarks/README.md", argc, argv,
                              labelrep::Main);
}
