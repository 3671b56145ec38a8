#include "lib/report/run_events.h"

#include "gtest/gtest.h"
#include "lib/report/crc32c.h"
#include "lib/report/tensorboard_event.pb.h"

namespace labelrep {
namespace {

constexpr size_t kHead = 12;  // length and its checksum

uint64_t Number(const std::string& bytes, size_t first, size_t count) {
  uint64_t value = 0;
  for (size_t i = count; i-- > 0;)
    value = (value << 8) | static_cast<unsigned char>(bytes[first + i]);
  return value;
}

// The events of a file; a test fails where it ends within a record.
std::vector<TensorboardEvent> Read(const std::string& bytes) {
  std::vector<TensorboardEvent> events;
  for (size_t at = 0; at < bytes.size();) {
    const size_t length = Number(bytes, at, 8);
    EXPECT_LE(at + kHead + length + 4, bytes.size());
    TensorboardEvent event;
    EXPECT_TRUE(event.ParseFromString(bytes.substr(at + kHead, length)));
    events.push_back(event);
    at += kHead + length + 4;
  }
  return events;
}

RunResult TwoEpochs() {
  RunResult result;
  for (int epoch : {1, 2}) {
    EpochResult& added = *result.add_epochs();
    added.set_epoch(epoch);
    added.set_train_loss(1.0 / epoch);
    added.set_last_learning_rate(0.1);
  }
  result.mutable_epochs(1)->set_validation_loss(0.75);
  result.mutable_epochs(1)->set_validation_accuracy(0.5);
  return result;
}

TEST(RunEventsTest, AnEventForEachEpoch) {
  const std::vector<TensorboardEvent> events = Read(RunAsEvents(TwoEpochs()));
  ASSERT_EQ(events.size(), 3);
  EXPECT_EQ(events[0].file_version(), "brain.Event:2");
  EXPECT_EQ(events[1].step(), 1);
  ASSERT_EQ(events[1].summary().value_size(), 2);
  EXPECT_EQ(events[1].summary().value(0).tag(), "loss/train");
  ASSERT_EQ(events[2].summary().value_size(), 4);
  EXPECT_EQ(events[2].summary().value(2).tag(), "accuracy/validation");
  EXPECT_EQ(events[2].summary().value(2).simple_value(), 0.5);
}

TEST(RunEventsTest, LengthAndDataHaveMaskedChecksums) {
  const std::string bytes = RunAsEvents(RunResult());
  const uint32_t crc = Crc32c(bytes.substr(0, 8));
  const uint32_t masked = ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
  EXPECT_EQ(Number(bytes, 8, 4), masked);
}

}  // namespace
}  // namespace labelrep
