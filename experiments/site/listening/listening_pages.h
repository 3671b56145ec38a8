// The pages on which people take the listening test.
#ifndef EXPERIMENTS_SITE_LISTENING_LISTENING_PAGES_H_
#define EXPERIMENTS_SITE_LISTENING_LISTENING_PAGES_H_

#include "absl/status/status.h"
#include "experiments/site/site.h"
#include "experiments/site/site_inputs.h"

namespace labelrep {

// Of the first model; those of others lie beside it.
inline constexpr char kListeningPath[] = "listening/index.html";

// A page for each of inputs.spec.listening() that has clips, or one that says why there are none;
// nothing where nothing was to be listened to. Errors of reading, and as those of clip_files.h.
absl::Status AddListeningPages(const SiteInputs& inputs, Site& site);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_LISTENING_LISTENING_PAGES_H_
