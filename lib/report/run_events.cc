#include "lib/report/run_events.h"

#include <cstdint>

#include "lib/base/proto_io.h"
#include "lib/report/crc32c.h"
#include "lib/report/tensorboard_event.pb.h"

namespace labelrep {
namespace {

template <typename Integer>
std::string LittleEndian(Integer value) {
  std::string bytes;
  for (size_t i = 0; i < sizeof(value); ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xFF);
  return bytes;
}

// Masked, so that a checksum of data that holds checksums stays a good one.
std::string Checksum(const std::string& bytes) {
  const uint32_t crc = Crc32c(bytes);
  return LittleEndian<uint32_t>(((crc >> 15) | (crc << 17)) + 0xA282EAD8);
}

std::string Record(const TensorboardEvent& event) {
  const std::string data = SerializeDeterministically(event);
  const std::string length = LittleEndian<uint64_t>(data.size());
  return length + Checksum(length) + data + Checksum(data);
}

void AddValue(const char* tag, double value, TensorboardEvent& event) {
  TensorboardSummary::Value& added = *event.mutable_summary()->add_value();
  added.set_tag(tag);
  added.set_simple_value(static_cast<float>(value));
}

}  // namespace

std::string RunAsEvents(const RunResult& result) {
  TensorboardEvent header;
  header.set_wall_time(0);
  header.set_file_version("brain.Event:2");
  std::string bytes = Record(header);
  for (const EpochResult& epoch : result.epochs()) {
    TensorboardEvent event;
    event.set_wall_time(0);
    event.set_step(epoch.epoch());
    AddValue("loss/train", epoch.train_loss(), event);
    if (epoch.has_validation_loss()) AddValue("loss/validation", epoch.validation_loss(), event);
    if (epoch.has_validation_accuracy())
      AddValue("accuracy/validation", epoch.validation_accuracy(), event);
    AddValue("learning_rate", epoch.last_learning_rate(), event);
    bytes += Record(event);
  }
  return bytes;
}

}  // namespace labelrep
