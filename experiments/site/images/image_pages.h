// The pages on which a reader looks at single test images.
#ifndef EXPERIMENTS_SITE_IMAGES_IMAGE_PAGES_H_
#define EXPERIMENTS_SITE_IMAGES_IMAGE_PAGES_H_

#include "absl/status/status.h"
#include "experiments/site/site.h"
#include "experiments/site/site_inputs.h"

namespace labelrep {

// Of the first table; those of others lie beside it.
inline constexpr char kImagesPath[] = "images/index.html";

// A page for each table of inputs.spec.images(), none where it has no runs: which images are right
// or wrong without and under attacks, and what is decided on each of them. Errors as JoinImages
// (image_table.h), AddPictures (pictures.h) and Site.
absl::Status AddImagePages(const SiteInputs& inputs, Site& site);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_IMAGES_IMAGE_PAGES_H_
