// Images that mislead one model, tried on another.
#include <string>

#include "ATen/Parallel.h"
#include "ATen/ops/zeros.h"
#include "absl/strings/str_cat.h"
#include "experiments/attacks/attack_model.h"
#include "experiments/attacks/run_attacks.h"
#include "experiments/train/train.h"
#include "experiments/train/train_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/files.h"
#include "lib/base/proto_io.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A trained run whose own adversarial images are tried on it, as if it were another.
class TransferTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    files_ = new TrainingFiles("transferred");
    ASSERT_OK(TrainByHand(files_->paths(), files_->Path("run")));
    WriteProto("attack.textproto", Model() + Attack("epsilons: [0.5, 2]", "fgsm"));
    ASSERT_OK(RunAttackSpec(Path("attack.textproto")));
  }

  static std::string Path(const std::string& name) { return files_->Path(name); }

  static std::string Model(const std::string& weights = "run/weights.safetensors") {
    return absl::StrCat("model { result: '", Path("run/result.pb"), "' weights: '", Path(weights),
                        "' labels: '", Path("labels.pb"), "' data: '", Path("data"),
                        "' } provenance: '", Path("provenance.pb"), "' ");
  }

  // An FGSM attack whose images are kept.
  static std::string Attack(const std::string& recipe, const std::string& name) {
    return absl::StrCat("jobs { asked: \"recipe { attack: 'fgsm' ", recipe,
                        " } adversarial: true\" result: '", Path(name + ".pb"),
                        "' files { name: 'adversarial' path: '", Path(name + ".npy"), "' } } ");
  }

  static std::string Transfer(const std::string& attack, const std::string& images,
                              const std::string& result) {
    return absl::StrCat("jobs { asked: \"attack_result: '", Path(attack), "' images: '",
                        Path(images), "'\" result: '", Path(result), "' } ");
  }

  static std::string FromFgsm() { return Transfer("fgsm.pb", "fgsm.npy", "transfer.pb"); }

  static void WriteProto(const std::string& name, const std::string& text) {
    ASSERT_OK(WriteFileAtomically(Path(name), text));
  }

  static AttackResult Read(const std::string& name) {
    AttackResult result;
    EXPECT_OK(ReadBinaryProto(Path(name), &result));
    return result;
  }

  static TrainingFiles* files_;
};

TrainingFiles* TransferTest::files_ = nullptr;

TEST_F(TransferTest, OnTheSameModelTheDecisionsAreTheAttacks) {
  WriteProto("transfer.textproto", Model() + FromFgsm());
  ASSERT_OK(RunTransferSpec(Path("transfer.textproto")));
  const AttackResult attack = Read("fgsm.pb");
  const AttackResult transfer = Read("transfer.pb");
  EXPECT_THAT(transfer.recipe().epsilons(), ElementsAre(0.5, 2));
  EXPECT_EQ(transfer.recipe_sha256(), attack.recipe_sha256());
  EXPECT_EQ(transfer.transferred_from().encoder(), "resnet8");
  EXPECT_EQ(transfer.clean_decisions().size(), 6);
  ASSERT_EQ(transfer.epsilons_size(), 2);
  for (int e = 0; e < 2; ++e) {
    EXPECT_EQ(transfer.epsilons(e).epsilon(), attack.epsilons(e).epsilon());
    EXPECT_THAT(transfer.epsilons(e).decisions(),
                testing::ElementsAreArray(attack.epsilons(e).decisions()));
    EXPECT_EQ(transfer.epsilons(e).mean_l2(), attack.epsilons(e).mean_l2());
  }
}

TEST_F(TransferTest, WhatFailedGoesOn) {
  AttackResult failed = Read("fgsm.pb");
  failed.mutable_failure()->set_message("no weights");
  ASSERT_OK(WriteBinaryProto(Path("failed.pb"), failed));
  WriteProto("of_failed.textproto", Model() + Transfer("failed.pb", "none", "of_failed.pb"));
  ASSERT_OK(RunTransferSpec(Path("of_failed.textproto")));
  EXPECT_THAT(Read("of_failed.pb").failure().message(), HasSubstr("no weights"));
}

TEST_F(TransferTest, OnARunWhoseWeightsWereNotRecordedItIsAbsent) {
  ASSERT_OK(WriteFileAtomically(Path("empty.safetensors"), ""));
  WriteProto("to_absent.textproto", Model("empty.safetensors") + FromFgsm());
  ASSERT_OK(RunTransferSpec(Path("to_absent.textproto")));
  EXPECT_EQ(Read("transfer.pb").failure().kind(), RunFailure::ABSENT);
  EXPECT_EQ(Read("transfer.pb").model().encoder(), "resnet8");
}

// Of several sources, those that fit are tried.
TEST_F(TransferTest, WhatIsRefusedNamesTheFilesThatDoNotFit) {
  AttackResult other = Read("fgsm.pb");
  other.add_classes(0);
  ASSERT_OK(WriteBinaryProto(Path("other.pb"), other));
  WriteProto("misfit.textproto",
             Model() + Transfer("other.pb", "fgsm.npy", "misfit.pb") + FromFgsm());
  ASSERT_OK(RunTransferSpec(Path("misfit.textproto")));
  EXPECT_THAT(Read("misfit.pb").failure().message(),
              AllOf(HasSubstr("other.pb"), HasSubstr("fgsm.npy"),
                    HasSubstr("[2, 6, 3, 32, 32], expected [2, 7, ")));
  EXPECT_EQ(Read("misfit.pb").classes_size(), 0);
  EXPECT_FALSE(Read("transfer.pb").has_failure());
  EXPECT_EQ(Read("transfer.pb").classes_size(), 6);
}

TEST_F(TransferTest, ImagesThatAreMissingAreAnError) {
  WriteProto("imageless.textproto", Model() + Transfer("fgsm.pb", "none.npy", "none.pb"));
  EXPECT_THAT(RunTransferSpec(Path("imageless.textproto")),
              StatusIs(absl::StatusCode::kNotFound, "none.npy"));
  EXPECT_FALSE(PathExists(Path("none.pb")));
}

// Of an attack in bf16 the images are decided on in bf16, with its threads.
TEST_F(TransferTest, FollowsTheRecipeOfTheAttack) {
  WriteProto("bf16_attack.textproto",
             Model() + Attack("epsilons: 0.5 precision: BF16_AUTOCAST threads: 2", "bf16"));
  ASSERT_OK(RunAttackSpec(Path("bf16_attack.textproto")));
  // The one before is in fp32, with one thread.
  WriteProto("bf16.textproto",
             Model() + FromFgsm() + Transfer("bf16.pb", "bf16.npy", "bf16_transfer.pb"));
  ASSERT_OK(RunTransferSpec(Path("bf16.textproto")));
  EXPECT_EQ(at::get_num_threads(), 2);
  EXPECT_EQ(Read("bf16_transfer.pb").recipe().precision(), Recipe::BF16_AUTOCAST);
  EXPECT_THAT(Read("bf16_transfer.pb").epsilons(0).decisions(),
              testing::ElementsAreArray(Read("bf16.pb").epsilons(0).decisions()));
}

TEST_F(TransferTest, RefusesWhatDoesNotFit) {
  LABELREP_ASSERT_OK_AND_ASSIGN(LoadedModel target,
                                LoadModel({.weights = Path("run/weights.safetensors"),
                                           .labels = Path("labels.pb"),
                                           .data = Path("data")}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const FrozenModel model,
                                MakeFrozenModel(target, at::kCPU, Arithmetic::kFloat32));
  const AttackResult attack = Read("fgsm.pb");
  const at::Tensor images = at::zeros({2, 6, 3, 32, 32});
  EXPECT_THAT(labelrep::Transfer(target, model, attack, images[0]),
              StatusIs(absl::StatusCode::kInvalidArgument, "[6, 3, 32, 32], expected [2, 6, "));
  EXPECT_THAT(labelrep::Transfer(target, model, attack, images.narrow(1, 0, 5)),
              StatusIs(absl::StatusCode::kInvalidArgument, "[2, 5, 3, 32, 32], expected [2, 6, "));
  target.test_data_sha256 = "another";
  EXPECT_THAT(labelrep::Transfer(target, model, attack, images),
              StatusIs(absl::StatusCode::kFailedPrecondition, "another"));
}

}  // namespace
}  // namespace labelrep
