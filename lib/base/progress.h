// A progress bar, drawn only on a terminal.
#ifndef LIB_BASE_PROGRESS_H_
#define LIB_BASE_PROGRESS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace labelrep {

class ProgressBar {
 public:
  // Draws on standard error if that is a terminal; otherwise every call does nothing.
  ProgressBar(std::string title, int64_t total);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();

  // `done` of the total; `status` stands behind the bar ("loss 0.43  acc 81.2 %"). Redraws at most
  // ten times a second, with the rate in items/s and the time left.
  void Update(int64_t done, absl::string_view status);
  // Replaces the bar by a line that stays.
  void Finish(absl::string_view line);

  // "title [=====>    ]  52 %  status  1.2k/s  0:41 left" in at most `width` columns, for tests and
  // other displays.
  static std::string Render(absl::string_view title, int64_t done, int64_t total,
                            absl::string_view status, double elapsed_s, int width);

 private:
  std::string title_;
  int64_t total_;
  bool enabled_;
  double start_s_;
  double last_draw_s_ = 0;
};

}  // namespace labelrep

#endif  // LIB_BASE_PROGRESS_H_
