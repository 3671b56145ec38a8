// What a listener says of sounds: whether they have the name of the class that they should.
#ifndef EXPERIMENTS_LISTENING_VERDICTS_H_
#define EXPERIMENTS_LISTENING_VERDICTS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "experiments/listening/clips.h"
#include "results/listening.pb.h"

namespace labelrep {

// Of sounds, one after the other.
struct Verdicts {
  std::vector<int> images;  // of each sound; of one that is made of a label its class
  std::vector<bool> right;  // the listener named the class of the image
  int none = 0;             // how many the listener called none of the classes
};

// FAILED_PRECONDITION naming the file and the field unless a result without failure has as many
// numbers of everything as its recipe says, and classes that have names.
absl::Status CheckListening(const std::string& file, const ListeningResult& result);

// The recogniser's of the outputs, and of sounds that are made of classes, those of one class
// following one another.
Verdicts OutputVerdicts(const ListeningResult& result);
Verdicts ClassVerdicts(const Heard& heard, const ListeningResult& result);

Verdicts AnswerVerdicts(const std::vector<ClipAnswer>& answers, const ListeningResult& result);

// One verdict for each image that has three or more: right where more than half of them are.
// Nothing is called none by a vote.
Verdicts MajorityVerdicts(const Verdicts& single);

// What a model says of the same sounds: whether the loss of the image's output is below a limit,
// and whether the label nearest to it is that of the image's class.
std::vector<bool> BelowLimit(const Verdicts& verdicts, const ListeningResult& result, double limit);
std::vector<bool> IsNearest(const Verdicts& verdicts, const ListeningResult& result);

}  // namespace labelrep

#endif  // EXPERIMENTS_LISTENING_VERDICTS_H_
