#include "lib/run/gpu_lock.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/base/status_matchers.h"

namespace labelrep {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

auto IsGpu(const std::string& device_file, int number, int ordinal) {
  return AllOf(Field(&Gpu::device_file, device_file), Field(&Gpu::number, number),
               Field(&Gpu::ordinal, ordinal));
}

// A folder with plain files in the place of devices.
std::string FakeDevices(const std::string& name, const std::vector<std::string>& files) {
  const std::string folder = absl::StrCat(::testing::TempDir(), "/", name);
  mkdir(folder.c_str(), 0755);
  for (const std::string& file : files) {
    const std::string path = absl::StrCat(folder, "/", file);
    std::ofstream(path) << "";
  }
  return folder;
}

std::vector<Gpu> Gpus(const std::string& folder, const std::optional<std::string>& visible) {
  absl::StatusOr<std::vector<Gpu>> gpus = ListGpus(folder, visible);
  EXPECT_OK(gpus.status());
  return std::move(gpus).value_or(std::vector<Gpu>{});
}

TEST(GpuLockTest, RunsShareTheGpus) {
  const std::vector<Gpu> gpus = Gpus(FakeDevices("share", {"nvidia0", "nvidia1"}), std::nullopt);
  LABELREP_ASSERT_OK_AND_ASSIGN(GpuLock first, GpuLock::Acquire(gpus, 1));
  EXPECT_EQ(first.gpu().ordinal, 0);
  std::optional<GpuLock> second;
  {
    LABELREP_ASSERT_OK_AND_ASSIGN(GpuLock lock, GpuLock::Acquire(gpus, 1));
    EXPECT_EQ(lock.gpu().ordinal, 1);
    second.emplace(std::move(lock));
  }
  EXPECT_THAT(GpuLock::Acquire(gpus, 1, absl::ZeroDuration()),
              StatusIs(absl::StatusCode::kUnavailable, "every GPU is taken"));
  second.reset();
  LABELREP_ASSERT_OK_AND_ASSIGN(GpuLock third, GpuLock::Acquire(gpus, 1, absl::ZeroDuration()));
  EXPECT_EQ(third.gpu().device_file, gpus[1].device_file);
}

TEST(GpuLockTest, RunsFillTheGpusEvenly) {
  const std::vector<Gpu> gpus = Gpus(FakeDevices("places", {"nvidia0", "nvidia1"}), std::nullopt);
  std::vector<GpuLock> locks;
  for (const int gpu : {0, 1, 0, 1}) {
    LABELREP_ASSERT_OK_AND_ASSIGN(GpuLock lock, GpuLock::Acquire(gpus, 2));
    EXPECT_EQ(lock.gpu().ordinal, gpu);
    locks.push_back(std::move(lock));
  }
  EXPECT_THAT(GpuLock::Acquire(gpus, 2, absl::ZeroDuration()),
              StatusIs(absl::StatusCode::kUnavailable, "2 at a time"));
}

TEST(GpuLockTest, NoGpuIsUnavailable) {
  EXPECT_THAT(GpuLock::Acquire({}, 1), StatusIs(absl::StatusCode::kUnavailable, "no GPU found"));
  EXPECT_THAT(GpuLock::Acquire({{.device_file = "/none/nvidia0"}}, 1),
              StatusIs(absl::StatusCode::kUnavailable, "/none/nvidia0: cannot be opened"));
}

TEST(ParseRunsPerGpuTest, TakesSmallNumbers) {
  LABELREP_ASSERT_OK_AND_ASSIGN(const int absent, ParseRunsPerGpu(std::nullopt));
  EXPECT_EQ(absent, 1);
  LABELREP_ASSERT_OK_AND_ASSIGN(const int eight, ParseRunsPerGpu("8"));
  EXPECT_EQ(eight, 8);
  for (const char* bad : {"", "0", "-1", "65", "many"}) {
    EXPECT_THAT(ParseRunsPerGpu(bad),
                StatusIs(absl::StatusCode::kUnavailable, "expected a number from 1 to 64"));
  }
}

TEST(ListGpusTest, TakesNumberedDevicesInOrder) {
  const std::string folder =
      FakeDevices("list", {"nvidia10", "nvidia2", "nvidiactl", "nvidia-uvm", "null"});
  EXPECT_THAT(Gpus(folder, std::nullopt),
              ElementsAre(IsGpu(folder + "/nvidia2", 2, 0), IsGpu(folder + "/nvidia10", 10, 1)));
  EXPECT_THAT(Gpus(folder, ""), IsEmpty());
  EXPECT_THAT(Gpus("/none", std::nullopt), IsEmpty());
}

TEST(ListGpusTest, WhatIsVisibleIsSaidInOrdinals) {
  const std::string all = FakeDevices("all", {"nvidia0", "nvidia1", "nvidia2"});
  EXPECT_THAT(Gpus(all, "2,0,7"),
              ElementsAre(IsGpu(all + "/nvidia0", 0, 0), IsGpu(all + "/nvidia2", 2, 2)));
  // A container with one GPU of a larger machine.
  const std::string one = FakeDevices("one", {"nvidia3"});
  EXPECT_THAT(Gpus(one, std::nullopt), ElementsAre(IsGpu(one + "/nvidia3", 3, 0)));
  EXPECT_THAT(Gpus(one, "0"), ElementsAre(IsGpu(one + "/nvidia3", 3, 0)));
  EXPECT_THAT(Gpus(one, "3"), IsEmpty());
}

TEST(ListGpusTest, OrdinalsThatNoGpuHasAllowNone) {
  const std::string folder = FakeDevices("none", {"nvidia0"});
  EXPECT_THAT(Gpus(folder, "-1"), IsEmpty());
  EXPECT_THAT(Gpus(folder, "1"), IsEmpty());
}

TEST(ListGpusTest, UuidsAreNotTakenForNoGpu) {
  const std::string folder = FakeDevices("uuid", {"nvidia0"});
  for (const char* visible : {"GPU-4f1c", "0,MIG-9a2e"}) {
    EXPECT_THAT(
        ListGpus(folder, visible),
        StatusIs(absl::StatusCode::kUnavailable,
                 absl::StrCat("CUDA_VISIBLE_DEVICES: \"", visible, "\", expected ordinals")));
  }
}

TEST(ListGpusTest, WhatMayNotBeOpenedHasNoOrdinal) {
  // A link that leads nowhere stands for a device that a cgroup refuses; root may open all files.
  const std::string folder = FakeDevices("cgroup", {"nvidia3"});
  EXPECT_EQ(symlink("/none/nvidia0", (folder + "/nvidia0").c_str()), 0);
  EXPECT_THAT(Gpus(folder, "0"), ElementsAre(IsGpu(folder + "/nvidia3", 3, 0)));
}

}  // namespace
}  // namespace labelrep
