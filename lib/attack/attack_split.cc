#include "lib/attack/attack_split.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "ATen/TensorOperators.h"
#include "ATen/core/grad_mode.h"
#include "ATen/ops/cat.h"
#include "ATen/ops/tensor.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/attack/attack_bound.h"
#include "lib/attack/attack_recipe.h"
#include "lib/attack/targets.h"
#include "lib/attack/temperature.h"
#include "lib/base/status_macros.h"
#include "lib/eval/full_precision.h"

namespace labelrep {
namespace {

std::vector<int32_t> ToInts(const at::Tensor& tensor) {
  const at::Tensor values = tensor.to(at::kCPU, at::kInt).contiguous();
  return {values.const_data_ptr<int32_t>(), values.const_data_ptr<int32_t>() + values.numel()};
}

std::vector<double> ToDoubles(const at::Tensor& tensor) {
  const at::Tensor values = tensor.to(at::kCPU, at::kDouble).contiguous();
  return {values.const_data_ptr<double>(), values.const_data_ptr<double>() + values.numel()};
}

// What is measured of the images that are attacked, at one epsilon.
struct Sums {
  double linf = 0;
  double l2 = 0;
};

class SplitAttack {
 public:
  SplitAttack(const ModelView& model, const ResidentImages& test,
              const Normalization& normalization, const AttackRecipe& recipe,
              const AttackObserver& observer, const MakeDeviceGraph& graphs)
      : model_(model),
        images_(test),
        options_{.batch_size = recipe.batch_size(), .normalization = normalization},
        observer_(observer),
        graphs_(graphs),
        range_(PixelRangeOf(normalization, Options())),
        sums_(recipe.epsilons_size()),
        result_(ResultForRecipe(recipe)) {
    for (const double epsilon : recipe.epsilons()) {
      result_.add_epsilons()->set_epsilon(epsilon);
    }
  }

  absl::StatusOr<AttackResult> Run() {
    LABELREP_RETURN_IF_ERROR(DecideOnCleanImages());
    std::vector<int64_t> correct;
    for (int i = 0; i < result_.classes_size(); ++i) {
      if (result_.clean_decisions(i) == result_.classes(i)) correct.push_back(i);
    }
    Report(result_.classes_size() - static_cast<int64_t>(correct.size()));
    if (!correct.empty()) LABELREP_RETURN_IF_ERROR(AttackImages(correct));
    for (int e = 0; e < recipe().epsilons_size() && !correct.empty(); ++e) {
      EpsilonResult& at_epsilon = *result_.mutable_epsilons(e);
      at_epsilon.set_mean_linf(sums_[e].linf / static_cast<double>(correct.size()));
      at_epsilon.set_mean_l2(sums_[e].l2 / static_cast<double>(correct.size()));
    }
    return std::move(result_);
  }

 private:
  const AttackRecipe& recipe() const { return result_.recipe(); }
  at::TensorOptions Options() const {
    return at::TensorOptions(model_.device()).dtype(model_.dtype());
  }

  void Report(int64_t images) {
    done_ += images;
    if (observer_.progress) observer_.progress(done_, result_.classes_size());
  }

  absl::Status DecideOnCleanImages() {
    const Batches batches = Batches::InOrder(images_, options_);
    std::vector<at::Tensor> scores, classes;
    const at::NoGradGuard no_grad;
    for (int64_t i = 0; i < batches.num_batches(); ++i) {
      const Batch batch = batches.Get(i);
      const at::Tensor outputs = model_.Outputs(batch.images.to(Options()));
      const at::Tensor decisions = model_.Decide(outputs);
      if (recipe().objective() == AttackRecipe::CROSS_ENTROPY) {
        scores.push_back(model_.ClassScores(outputs));
        classes.push_back(batch.labels);
      }
      for (const int32_t one : ToInts(batch.labels)) result_.add_classes(one);
      for (const int32_t one : ToInts(decisions)) result_.add_clean_decisions(one);
    }
    for (const int32_t one : result_.classes()) {
      if (one >= model_.num_classes()) {
        return absl::InvalidArgumentError(absl::StrCat(
            "the images have a class ", one, ", but there are labels for ", model_.num_classes(),
            " classes: take the data set that the labels were made for"));
      }
    }
    if (!scores.empty()) {
      result_.set_temperature(FitTemperature(at::cat(scores), at::cat(classes)));
    }
    for (EpsilonResult& at_epsilon : *result_.mutable_epsilons()) {
      *at_epsilon.mutable_decisions() = result_.clean_decisions();
    }
    if (recipe().targeted()) {
      for (const int32_t target :
           DrawTargets(result_.classes(), static_cast<int32_t>(model_.num_classes()),
                       recipe().target_seed())) {
        result_.add_targets(target);
      }
    }
    return absl::OkStatus();
  }

  absl::Status AttackImages(const std::vector<int64_t>& correct) {
    const Batches batches = Batches::InOrder(images_.Subset(correct), options_);
    int64_t first = 0;
    for (int64_t i = 0; i < batches.num_batches(); ++i) {
      const Batch images = batches.Get(i);
      AttackBatch batch;
      batch.images = images.images.to(Options());
      batch.aims.classes = images.labels;
      if (result_.has_temperature()) batch.aims.temperature = result_.temperature();
      batch.indices.assign(correct.begin() + first, correct.begin() + first + images.size());
      batch.range = range_;
      batch.graphs = graphs_;
      if (recipe().targeted()) batch.aims.targets = TargetsOf(batch.indices);
      LABELREP_ASSIGN_OR_RETURN(const AttackOutcome outcome, RunAttack(model_, batch, recipe()));
      Record(batch, outcome);
      if (observer_.batch) observer_.batch(batch, outcome);
      first += images.size();
      Report(images.size());
    }
    return absl::OkStatus();
  }

  at::Tensor TargetsOf(const std::vector<int64_t>& indices) const {
    std::vector<int64_t> targets;
    for (const int64_t index : indices) targets.push_back(result_.targets(index));
    return at::tensor(targets).to(model_.device());
  }

  void Record(const AttackBatch& batch, const AttackOutcome& outcome) {
    if (outcome.zero_gradients.defined()) {
      result_.set_zero_gradient_images(result_.zero_gradient_images() +
                                       outcome.zero_gradients.sum().item<int64_t>());
    }
    if (result_.suite().empty()) {
      *result_.mutable_suite() = {outcome.suite.begin(), outcome.suite.end()};
    }
    for (size_t e = 0; e < outcome.epsilons.size(); ++e) {
      const EpsilonOutcome& found = outcome.epsilons[e];
      EpsilonResult& at_epsilon = *result_.mutable_epsilons(static_cast<int>(e));
      const std::vector<int32_t> decisions = ToInts(found.decisions);
      for (size_t i = 0; i < decisions.size(); ++i) {
        at_epsilon.set_decisions(static_cast<int>(batch.indices[i]), decisions[i]);
      }
      RecordIfDefined(batch, found.queries, *at_epsilon.mutable_queries());
      RecordIfDefined(batch, found.members, *at_epsilon.mutable_members());
      // Image by image, so that the sums do not depend on how the images are cut into batches.
      const at::Tensor change = (found.images - batch.images).to(at::kDouble);
      for (const double linf : ToDoubles(ChangeSizes(change, AttackResult::LINF))) {
        sums_[e].linf += linf;
      }
      for (const double l2 : ToDoubles(ChangeSizes(change, AttackResult::L2))) sums_[e].l2 += l2;
    }
  }

  // 0 for images that are not attacked.
  void RecordIfDefined(const AttackBatch& batch, const at::Tensor& numbers,
                       google::protobuf::RepeatedField<int32_t>& recorded) const {
    if (!numbers.defined()) return;
    recorded.Resize(result_.classes_size(), 0);
    const std::vector<int32_t> values = ToInts(numbers);
    for (size_t i = 0; i < values.size(); ++i) {
      recorded.Set(static_cast<int>(batch.indices[i]), values[i]);
    }
  }

  const ModelView& model_;
  ResidentImages images_;
  BatchOptions options_;
  const AttackObserver& observer_;
  const MakeDeviceGraph& graphs_;
  PixelRange range_;
  std::vector<Sums> sums_;
  AttackResult result_;
  int64_t done_ = 0;
};

ResidentImages FirstImages(const ResidentImages& all, int64_t count) {
  std::vector<int64_t> indices(std::min(count, all.size()));
  std::iota(indices.begin(), indices.end(), 0);
  return all.Subset(indices);
}

}  // namespace

absl::StatusOr<AttackResult> AttackSplit(const ModelView& model, const ResidentImages& test,
                                         const Normalization& normalization,
                                         const AttackRecipe& recipe, const AttackObserver& observer,
                                         const MakeDeviceGraph& graphs) {
  const FullPrecision precision;
  const AttackRecipe canonical = CanonicalAttackRecipe(recipe);
  const int64_t count = canonical.has_images() ? canonical.images() : test.size();
  return SplitAttack(model, FirstImages(test, count), normalization, canonical, observer, graphs)
      .Run();
}

}  // namespace labelrep
