// What a table says about how its runs were trained.
#ifndef EXPERIMENTS_REPORT_RECIPE_SUMMARY_H_
#define EXPERIMENTS_REPORT_RECIPE_SUMMARY_H_

#include <string>
#include <vector>

#include "experiments/catalogue.pb.h"
#include "experiments/report/runs.h"

namespace labelrep {

// Of the measured runs, or of all where none is: one property after the other; where runs differ,
// each value with what has it, be it label kinds and their variants, training fractions, encoders,
// data sets or several of these together: "8 epochs (Category), 12 epochs (Speech, Shuffle); batch
// 64; ...". Empty where no run has a recipe.
std::string SummarizeRecipes(const Catalogue& catalogue, const std::vector<RunOutcome>& outcomes);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_RECIPE_SUMMARY_H_
