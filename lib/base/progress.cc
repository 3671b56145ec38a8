#include "lib/base/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace labelrep {
namespace {

constexpr double kRedrawInterval_s = 0.1;
constexpr int kMinBarWidth = 10;
constexpr int kMaxBarWidth = 40;

double Now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int TerminalWidth() {
  winsize size = {};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

// "0:41", "12:05", "3:00:00".
std::string Duration(double seconds) {
  const int64_t whole = std::llround(std::min(seconds, 1e9));
  if (whole < 3600) return absl::StrFormat("%d:%02d", whole / 60, whole % 60);
  return absl::StrFormat("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
}

// "7.3/s", "1.2k/s", "4.0M/s".
std::string Rate(double per_s) {
  if (per_s >= 1e6) return absl::StrFormat("%.1fM/s", per_s / 1e6);
  if (per_s >= 1e3) return absl::StrFormat("%.1fk/s", per_s / 1e3);
  return absl::StrFormat(per_s >= 100 ? "%.0f/s" : "%.1f/s", per_s);
}

std::string Bar(double share, int width) {
  const int filled = static_cast<int>(share * width);
  std::string bar(filled, '=');
  if (filled < width) bar += '>';
  bar.resize(width, ' ');
  return bar;
}

}  // namespace

ProgressBar::ProgressBar(std::string title, int64_t total)
    : title_(std::move(title)), total_(total), enabled_(isatty(STDERR_FILENO)), start_s_(Now_s()) {}

ProgressBar::~ProgressBar() {
  if (enabled_ && last_draw_s_ > 0) std::fputs("\r\033[K", stderr);
}

void ProgressBar::Update(int64_t done, absl::string_view status) {
  if (!enabled_) return;
  const double now_s = Now_s();
  if (done < total_ && now_s - last_draw_s_ < kRedrawInterval_s) return;
  last_draw_s_ = now_s;
  // One column stays free: some terminals wrap when the last one is written.
  const std::string line =
      Render(title_, done, total_, status, now_s - start_s_, TerminalWidth() - 1);
  std::fprintf(stderr, "\r%s\033[K", line.c_str());
  std::fflush(stderr);
}

void ProgressBar::Finish(absl::string_view line) {
  if (!enabled_) return;
  std::fprintf(stderr, "\r%.*s\033[K\n", static_cast<int>(line.size()), line.data());
  std::fflush(stderr);
  last_draw_s_ = 0;
}

std::string ProgressBar::Render(absl::string_view title, int64_t done, int64_t total,
                                absl::string_view status, double elapsed_s, int width) {
  const double share =
      total > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0)
                : 1.0;
  const std::string head = title.empty() ? "" : absl::StrCat(title, " ");
  std::string tail = absl::StrFormat(" %3.0f %%", std::floor(100 * share));
  if (!status.empty()) absl::StrAppend(&tail, "  ", status);
  if (done > 0 && elapsed_s > 0) {
    const double per_s = static_cast<double>(done) / elapsed_s;
    const double left_s = static_cast<double>(std::max<int64_t>(total - done, 0)) / per_s;
    absl::StrAppend(&tail, "  ", Rate(per_s), "  ", Duration(left_s), " left");
  }
  const int rest = width - static_cast<int>(head.size() + tail.size()) - 2;
  const int bar_width = std::clamp(rest, kMinBarWidth, kMaxBarWidth);
  std::string line = absl::StrCat(head, "[", Bar(share, bar_width), "]", tail);
  if (static_cast<int>(line.size()) > width) line.resize(std::max(width, 0));
  return line;
}

}  // namespace labelrep
