// Writes a variant of the embedded data set: make_shapes --variant=shapes10 --out=FOLDER
#include <cstdint>
#include <string>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "lib/base/files.h"
#include "lib/base/program.h"
#include "lib/base/status_macros.h"
#include "lib/data/image_set.h"
#include "lib/data/procedural.h"

ABSL_FLAG(std::string, variant, "", "shapes10 or shapes100");
ABSL_FLAG(std::string, out, "",
          "Folder to write, in CIFAR's binary layout; made where it is missing");
ABSL_FLAG(int64_t, image_size, labelrep::kCifarImageSize, "Height and width of the images, pixels");
ABSL_FLAG(uint64_t, seed, 0, "Another seed gives other images of the same kind");

namespace {

absl::Status Run() {
  const std::string out = absl::GetFlag(FLAGS_out);
  if (out.empty()) return absl::InvalidArgumentError("--out is missing; give the folder to write");
  LABELREP_ASSIGN_OR_RETURN(labelrep::ShapesVariant variant,
                            labelrep::FindShapesVariant(absl::GetFlag(FLAGS_variant)));
  variant.image_size = absl::GetFlag(FLAGS_image_size);
  return labelrep::WriteShapes(variant, absl::GetFlag(FLAGS_seed), labelrep::UserPath(out));
}

}  // namespace

int main(int argc, char** argv) {
  return labelrep::RunProgram(
      "make_shapes",
      "writes the embedded data set: make_shapes --variant=shapes10 --out=FOLDER [--image_size=32] "
      "[--seed=0]",
      argc, argv, Run);
}
