// How tables call data sets, encoders, label kinds and profiles.
#ifndef EXPERIMENTS_TABLES_TITLES_H_
#define EXPERIMENTS_TABLES_TITLES_H_

#include <string>
#include <vector>

namespace labelrep {

// "cifar10" is "CIFAR-10"; a name that is not known stands for itself, here and below.
std::string DatasetTitle(const std::string& dataset);
// "resnet32" is "ResNet-32".
std::string EncoderTitle(const std::string& encoder);
// "composite" is "Composite"; "paper_composite" is "Composite (authors' file)".
std::string LabelTitle(const std::string& kind);

// The paper's label kinds, in the order of every table and legend.
std::vector<std::string> PaperLabelKinds();

// What a reader has to know about a profile's numbers:
// "smoke run: embedded data set, slim encoders; not the paper's numbers".
std::string ProfileTitle(const std::string& profile);
// The same for a table that needs no run, and has the same numbers under every profile.
std::string ModelsProfileTitle(const std::string& profile);

// `names` without repetitions: first those of `first` in its order, then the others as they come.
std::vector<std::string> InOrder(const std::vector<std::string>& names,
                                 const std::vector<std::string>& first);

}  // namespace labelrep

#endif  // EXPERIMENTS_TABLES_TITLES_H_
