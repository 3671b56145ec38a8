#include "experiments/attacks/transfer.h"

#include <string>

#include "ATen/Parallel.h"
#include "ATen/ops/zeros.h"
#include "absl/strings/str_cat.h"
#include "experiments/attacks/run_attacks.h"
#include "experiments/train/train_by_hand.h"
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
    WriteProto("attack.textproto", absl::StrCat(Inputs(),
                                                "jobs { recipe { attack: 'fgsm' "
                                                "epsilons: [0.5, 2] } result: '",
                                                Path("fgsm.pb"), "' adversarial: '",
                                                Path("images.npy"), "' adversarial_epsilon: 2 }"));
    ASSERT_OK(RunAttackSpec(Path("attack.textproto")));
  }

  static std::string Path(const std::string& name) { return files_->Path(name); }

  static std::string Inputs(const std::string& weights = "run/weights.safetensors") {
    return absl::StrCat("result: '", Path("run/result.pb"), "' weights: '", Path(weights),
                        "' labels: '", Path("labels.pb"), "' data: '", Path("data"),
                        "' provenance: '", Path("provenance.pb"), "' ");
  }

  static std::string Source() {
    return absl::StrCat("sources { attack_result: '", Path("fgsm.pb"), "' images: '",
                        Path("images.npy"), "' epsilon: 2 result: '", Path("transfer.pb"), "' }");
  }

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
  WriteProto("transfer.textproto", Inputs() + Source());
  ASSERT_OK(RunTransferSpec(Path("transfer.textproto")));
  const AttackResult attack = Read("fgsm.pb");
  const AttackResult transfer = Read("transfer.pb");
  EXPECT_THAT(transfer.recipe().epsilons(), ElementsAre(2));
  EXPECT_EQ(transfer.transferred_from().encoder(), "resnet8");
  EXPECT_EQ(transfer.clean_decisions().size(), 6);
  ASSERT_EQ(transfer.epsilons_size(), 1);
  EXPECT_THAT(transfer.epsilons(0).decisions(),
              testing::ElementsAreArray(attack.epsilons(1).decisions()));
  EXPECT_EQ(transfer.epsilons(0).mean_l2(), attack.epsilons(1).mean_l2());
}

TEST_F(TransferTest, WhatFailedGoesOn) {
  AttackResult failed = Read("fgsm.pb");
  failed.mutable_failure()->set_message("no weights");
  ASSERT_OK(WriteBinaryProto(Path("failed.pb"), failed));
  WriteProto("of_failed.textproto",
             absl::StrCat(Inputs(), "sources { attack_result: '", Path("failed.pb"),
                          "' images: 'none' epsilon: 2 result: '", Path("of_failed.pb"), "' }"));
  ASSERT_OK(RunTransferSpec(Path("of_failed.textproto")));
  EXPECT_THAT(Read("of_failed.pb").failure().message(), HasSubstr("no weights"));
}

TEST_F(TransferTest, OnARunWhoseWeightsWereNotRecordedItIsAbsent) {
  ASSERT_OK(WriteFileAtomically(Path("empty.safetensors"), ""));
  WriteProto("to_absent.textproto", absl::StrCat(Inputs("empty.safetensors"), Source()));
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
             absl::StrCat(Inputs(), "sources { attack_result: '", Path("other.pb"), "' images: '",
                          Path("images.npy"), "' epsilon: 2 result: '", Path("misfit.pb"), "' } ",
                          Source()));
  ASSERT_OK(RunTransferSpec(Path("misfit.textproto")));
  EXPECT_THAT(Read("misfit.pb").failure().message(),
              AllOf(HasSubstr("other.pb"), HasSubstr("images.npy"),
                    HasSubstr("[6, 3, 32, 32], expected [7, ")));
  EXPECT_EQ(Read("misfit.pb").classes_size(), 0);
  EXPECT_FALSE(Read("transfer.pb").has_failure());
  EXPECT_EQ(Read("transfer.pb").classes_size(), 6);
}

TEST_F(TransferTest, ImagesThatAreMissingAreAnError) {
  WriteProto("imageless.textproto",
             absl::StrCat(Inputs(), "sources { attack_result: '", Path("fgsm.pb"),
                          "' images: 'none.npy' epsilon: 2 result: '", Path("none.pb"), "' }"));
  EXPECT_THAT(RunTransferSpec(Path("imageless.textproto")),
              StatusIs(absl::StatusCode::kNotFound, "none.npy"));
  EXPECT_FALSE(PathExists(Path("none.pb")));
}

// Of an attack in bf16 the images are decided on in bf16, with its threads.
TEST_F(TransferTest, FollowsTheRecipeOfTheAttack) {
  WriteProto("bf16_attack.textproto",
             absl::StrCat(Inputs(),
                          "jobs { recipe { attack: 'fgsm' epsilons: 0.5 precision: BF16_AUTOCAST "
                          "threads: 2 } result: '",
                          Path("bf16.pb"), "' adversarial: '", Path("bf16.npy"),
                          "' adversarial_epsilon: 0.5 }"));
  ASSERT_OK(RunAttackSpec(Path("bf16_attack.textproto")));
  WriteProto(
      "bf16.textproto",
      absl::StrCat(Inputs(), "sources { attack_result: '", Path("bf16.pb"), "' images: '",
                   Path("bf16.npy"), "' epsilon: 0.5 result: '", Path("bf16_transfer.pb"), "' }"));
  ASSERT_OK(RunTransferSpec(Path("bf16.textproto")));
  EXPECT_EQ(at::get_num_threads(), 2);
  EXPECT_EQ(Read("bf16_transfer.pb").recipe().precision(), Recipe::BF16_AUTOCAST);
  EXPECT_THAT(Read("bf16_transfer.pb").epsilons(0).decisions(),
              testing::ElementsAreArray(Read("bf16.pb").epsilons(0).decisions()));
}

TEST_F(TransferTest, RefusesWhatDoesNotFit) {
  LABELREP_ASSERT_OK_AND_ASSIGN(AttackTarget target,
                                LoadAttackTarget({.weights = Path("run/weights.safetensors"),
                                                  .labels = Path("labels.pb"),
                                                  .data = Path("data")}));
  LABELREP_ASSERT_OK_AND_ASSIGN(const FrozenModel model,
                                MakeFrozenModel(target, at::kCPU, Arithmetic::kFloat32));
  const AttackResult attack = Read("fgsm.pb");
  const at::Tensor images = at::zeros({6, 3, 32, 32});
  EXPECT_THAT(Transfer(target, model, attack, 0.3, images),
              StatusIs(absl::StatusCode::kInvalidArgument, "0.5, 2"));
  EXPECT_THAT(Transfer(target, model, attack, 2, images.narrow(0, 0, 5)),
              StatusIs(absl::StatusCode::kInvalidArgument, "[5, 3, 32, 32], expected [6, "));
  target.header.set_test_data_sha256("another");
  EXPECT_THAT(Transfer(target, model, attack, 2, images),
              StatusIs(absl::StatusCode::kFailedPrecondition, "another"));
}

}  // namespace
}  // namespace labelrep
