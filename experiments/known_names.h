// The names of the catalogues, for files that use them.
#ifndef EXPERIMENTS_KNOWN_NAMES_H_
#define EXPERIMENTS_KNOWN_NAMES_H_

#include "experiments/catalogue.pb.h"
#include "results/published/published.h"

namespace labelrep {

KnownNames NamesOfCatalogue(const Catalogue& catalogue);

}  // namespace labelrep

#endif  // EXPERIMENTS_KNOWN_NAMES_H_
