// What tables and figures call an attack.
#ifndef EXPERIMENTS_REPORT_ATTACK_TITLES_H_
#define EXPERIMENTS_REPORT_ATTACK_TITLES_H_

#include <string>

#include "experiments/catalogue.pb.h"
#include "results/attack.pb.h"

namespace labelrep {

// "FGSM, untargeted", "PGD on margin, targeted", "iterative, untargeted (release)",
// "FGSM, targeted (bf16)": what is attacked, without how strongly.
std::string AttackTitle(const Catalogue& catalogue, const AttackRecipe& recipe);

// The same of a result, which also says where epsilon is in another norm than L-infinity: "PGD,
// untargeted (epsilon in L2)".
std::string ResultTitle(const Catalogue& catalogue, const AttackResult& result);

// The same with what the images were made against, where that is another model, and how many there
// are: "PGD on margin, untargeted, made against Speech, first 1000".
std::string TitleWithImages(const Catalogue& catalogue, const AttackResult& result);

// "0.1 is 5.1/255": an epsilon in units of the pixel values, mean over the channels of the released
// code's normalisation.
std::string EpsilonInPixels(double epsilon);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_ATTACK_TITLES_H_
