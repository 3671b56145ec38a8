// What a table says about how its runs were trained.
#ifndef EXPERIMENTS_REPORT_RECIPE_SUMMARY_H_
#define EXPERIMENTS_REPORT_RECIPE_SUMMARY_H_

#include <string>
#include <vector>

#include "experiments/catalogue.pb.h"
#include "experiments/report/runs.h"
#include "results/run.pb.h"

namespace labelrep {

// One property after the other; where runs differ, each value with what has it, be it label kinds,
// training fractions, encoders, data sets or several of these together: "8 epochs (Category), 12
// epochs (Speech, Shuffle); batch 64; ...". Empty for no recipes.
std::string SummarizeRecipes(const Catalogue& catalogue, const std::vector<Recipe>& recipes);

// The recipes of the measured runs, of which a table or figure is; of all where none is measured.
std::vector<Recipe> ShownRecipes(const std::vector<RunOutcome>& outcomes);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_RECIPE_SUMMARY_H_
