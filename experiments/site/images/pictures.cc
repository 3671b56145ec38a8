#include "experiments/site/images/pictures.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "experiments/site/images/kept_planes.h"
#include "lib/base/status_macros.h"
#include "lib/data/cifar.h"
#include "lib/viz/png.h"

namespace labelrep {
namespace {

constexpr int kColumns = 25;

absl::Status CheckIsOf(const ImageSet& test, const std::string& folder, const JoinedTable& joined) {
  if (joined.test_data_sha256 == test.sha256) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat(joined.file, ": test_data_sha256: found ", joined.test_data_sha256, ", but ",
                   test.sha256, " of the test images in ", folder,
                   "; show the data set that was measured, or measure it again"));
}

// The first images of a split, kColumns in a row, from left to right and from top to bottom.
RgbImage DrawFirst(const ImageSet& images, int count) {
  const int64_t size = images.image_size;
  const int64_t rows = (count + kColumns - 1) / kColumns;
  RgbImage picture{.width = kColumns * size, .height = rows * size};
  picture.pixels.resize(picture.width * picture.height * kImageChannels);
  for (int64_t i = 0; i < count * images.image_bytes(); ++i) {
    const int64_t in_image = i % images.image_bytes();
    const int64_t tile = i / images.image_bytes();
    const int64_t y = tile / kColumns * size + in_image / size % size;
    const int64_t x = tile % kColumns * size + in_image % size;
    const int64_t channel = in_image / (size * size);
    picture.pixels[(y * picture.width + x) * kImageChannels + channel] = images.pixels[i];
  }
  return picture;
}

absl::Status AddAttacked(const ImageSet& test, JoinedTable& joined, TablePictures& pictures) {
  std::map<std::string, KeptPlanes> by_run;
  for (const KeptPictures& kept : joined.pictures) {
    ImageTable::Attack& attack =
        *joined.table.mutable_kinds(kept.kind)->mutable_attacks(kept.attack);
    KeptPlanes& planes = by_run.try_emplace(kept.run, test).first->second;
    LABELREP_ASSIGN_OR_RETURN(const int first_row, planes.Add(kept.file, attack.epsilons_size()));
    attack.set_pictures(absl::StrCat("pictures_", kept.run));
    attack.set_first_row(first_row);
  }
  for (const auto& [run, planes] : by_run) {
    pictures.attacked[absl::StrCat("pictures_", run)] = planes.Finish();
  }
  return absl::OkStatus();
}

absl::Status AddDataset(const ImagesSpec::Data& data, std::vector<JoinedTable>& tables,
                        TablePictures& pictures) {
  std::vector<JoinedTable*> of_data;
  int images = 0;
  for (JoinedTable& joined : tables) {
    if (joined.dataset != data.dataset() || joined.table.images() == 0) continue;
    of_data.push_back(&joined);
    images = std::max(images, joined.table.images());
  }
  if (of_data.empty()) return absl::OkStatus();
  LABELREP_ASSIGN_OR_RETURN(const Dataset dataset, ReadCifar(data.folder(), {.read_train = false}));
  const std::string path = absl::StrCat("images/", data.dataset(), ".png");
  for (JoinedTable* joined : of_data) {
    LABELREP_RETURN_IF_ERROR(CheckIsOf(dataset.test, data.folder(), *joined));
    joined->table.set_pictures(path);
    joined->table.set_columns(kColumns);
    joined->table.set_image_size(static_cast<int32_t>(dataset.test.image_size));
    LABELREP_RETURN_IF_ERROR(AddAttacked(dataset.test, *joined, pictures));
  }
  LABELREP_ASSIGN_OR_RETURN(pictures.files[path], EncodePng(DrawFirst(dataset.test, images)));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<TablePictures> MakePictures(const ImagesSpec& spec,
                                           std::vector<JoinedTable>& tables) {
  TablePictures pictures;
  for (const ImagesSpec::Data& data : spec.data()) {
    LABELREP_RETURN_IF_ERROR(AddDataset(data, tables, pictures));
  }
  return pictures;
}

}  // namespace labelrep
