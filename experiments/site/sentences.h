// What the suite says in five sentences, made of the numbers of its tables and figures.
#ifndef EXPERIMENTS_SITE_SENTENCES_H_
#define EXPERIMENTS_SITE_SENTENCES_H_

#include <string>
#include <vector>

#include "experiments/site/site_inputs.h"

namespace labelrep {

struct Sentence {
  std::string text;
  std::string report;                // name of the one that has its numbers, be it there or not
  std::vector<const SiteRun*> runs;  // whose numbers they are
};

// Of the label kind spec.compared() beside spec.baseline(), with the first data set and encoder of
// each table or figure, in this order: test accuracy with all training images; with the smallest
// fraction of them; under the first attack of the paper, and in the worst case over all attacks, at
// the epsilon that most attacks ran at; and how label statistics correlate with outcomes. One whose
// numbers are missing says so, and why.
std::vector<Sentence> FiveSentences(const SiteInputs& inputs);

}  // namespace labelrep

#endif  // EXPERIMENTS_SITE_SENTENCES_H_
