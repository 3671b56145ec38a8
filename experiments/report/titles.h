// What the names in a spec mean: titles, and the order of rows, columns and legends. A name that
// the catalogue lacks stands for itself, behind those that it has.
#ifndef EXPERIMENTS_REPORT_TITLES_H_
#define EXPERIMENTS_REPORT_TITLES_H_

#include <string>
#include <vector>

#include "experiments/catalogue.pb.h"

namespace labelrep {

// "cifar10" is "CIFAR-10".
std::string DatasetTitle(const Catalogue& catalogue, const std::string& dataset);
// "resnet32" is "ResNet-32".
std::string EncoderTitle(const Catalogue& catalogue, const std::string& encoder);
// "composite" is "Composite".
std::string LabelTitle(const Catalogue& catalogue, const std::string& kind);
// "fgsm" is "FGSM".
std::string AttackKindTitle(const Catalogue& catalogue, const std::string& attack);
// What a reader has to know about a profile's numbers:
// "smoke run: embedded data set, slim encoders; not the paper's numbers".
std::string ProfileTitle(const Catalogue& catalogue, const std::string& profile);

// Whether an attack sees nothing but class scores.
bool SeesScoresOnly(const Catalogue& catalogue, const std::string& attack);

// The entry of a label kind; null for one that the catalogue lacks.
const Catalogue::LabelKind* FindLabelKind(const Catalogue& catalogue, const std::string& kind);

// `names` without repetitions: first those of `first` in its order, then the others as they come.
std::vector<std::string> InOrder(const std::vector<std::string>& names,
                                 const std::vector<std::string>& first);

// The same with the catalogue's data sets, encoders or label kinds first.
std::vector<std::string> DatasetsInOrder(const Catalogue& catalogue,
                                         const std::vector<std::string>& names);
std::vector<std::string> EncodersInOrder(const Catalogue& catalogue,
                                         const std::vector<std::string>& names);
std::vector<std::string> LabelKindsInOrder(const Catalogue& catalogue,
                                           const std::vector<std::string>& names);

// "Shapes-10. seed 7" of {"Shapes-10", "", "seed 7"}: what a subtitle says, without what is empty.
std::string JoinSentences(const std::vector<std::string>& sentences);

}  // namespace labelrep

#endif  // EXPERIMENTS_REPORT_TITLES_H_
