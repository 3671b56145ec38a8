// Requests for label sets in tests.
#ifndef LABELS_LABEL_TESTING_H_
#define LABELS_LABEL_TESTING_H_

#include <string>
#include <vector>

#include "labels/label_kind.h"
#include "lib/base/array.h"

namespace labelrep {

// "class 0", "class 1", ...
std::vector<std::string> TestClassNames(int num_classes);

// A folder of its own with 0.wav, 1.wav, ..., each of other length and sample rate.
std::string WriteTestWavs(const std::string& folder_name, int num_classes);

// A file of its own.
std::string WriteTestFile(const std::string& file_name, const std::string& bytes);

// An .npy file of [num_classes, ...shape] that counts 0, 1, 2, ...
std::string WriteTestNpy(const std::string& file_name, std::vector<int64_t> shape);

// Text file of the vectors, of three numbers, of the words in TestClassNames.
std::string TestWordVectors(int num_classes);

// A request that every registered kind accepts, with the files that it needs.
LabelRequest TestRequest(const std::string& kind, int num_classes = 4);

// MakeLabels of TestRequest(kind); a test whose labels cannot be made fails.
LabelSet MakeTestLabels(const std::string& kind, int num_classes = 4);

// The values of class `index`.
std::vector<float> LabelValues(const LabelSet& labels, int index);

}  // namespace labelrep

#endif  // LABELS_LABEL_TESTING_H_
