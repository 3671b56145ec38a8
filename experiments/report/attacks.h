// An attack on the model of a run, and what tables and figures call it.
#ifndef EXPERIMENTS_REPORT_ATTACKS_H_
#define EXPERIMENTS_REPORT_ATTACKS_H_

#include <string>
#include <vector>

#include "experiments/catalogue.pb.h"
#include "results/attack.pb.h"

namespace labelrep {

struct ReportAttack {
  std::string name;  // in the profile
  const AttackResult* result;
  // What is attacked, without how strongly, and where epsilon is in another norm than L-infinity
  // that norm: "FGSM, untargeted", "PGD on margin, targeted", "iterative, untargeted (release)",
  // "FGSM, targeted (bf16)", "PGD, untargeted (epsilon in L2)".
  std::string title;
  // With what the images were made against, where that is another model, and how many there are:
  // "PGD on margin, untargeted, made against Speech, first 1000".
  std::string title_with_images;
  // The norm is the result's or, of one that was never measured, the catalogue's.
  AttackResult::Norm norm = AttackResult::LINF;
  bool scores_only = false;  // or images that were made against another model
  // Of a suite: the names of its attacks that see scores only.
  std::vector<std::string> scores_only_members = {};

  // Without failure, and on some images.
  bool IsMeasured() const { return !result->has_failure() && !result->classes().empty(); }
};

// `result` must outlive it.
ReportAttack MakeReportAttack(const Catalogue& catalogue, const std::string& name,
                              const AttackResult& result);

// The same attack among those on the same run in another variant or precision, measured or not, on
// as many images or not; null for none, or where it is in that already.
const ReportAttack* InVariant(AttackRecipe::Variant variant, const ReportAttack& attack,
                              const std::vector<ReportAttack>& attacks);
const ReportAttack* InPrecision(Recipe::Precision precision, const ReportAttack& attack,
                                const std::vector<ReportAttack>& attacks);

// "L2", "L-infinity".
std::string NormTitle(AttackResult::Norm norm);

// "0.1 is 5.1/255": an epsilon in units of the pixel values, mean over the channels of the released
// code's normalisation.
std::string EpsilonInPixels(double epsilon);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_ATTACKS_H_
