#include "lib/eval/autocast.h"

#include "ATen/autocast_mode.h"

namespace labelrep {

AutocastScope::AutocastScope(c10::DeviceType device, bool enabled)
    : device_(device), was_enabled_(at::autocast::is_autocast_enabled(device)) {
  if (enabled) at::autocast::set_autocast_dtype(device, at::kBFloat16);
  at::autocast::set_autocast_enabled(device, enabled);
  at::autocast::increment_nesting();
}

AutocastScope::~AutocastScope() {
  // Casts of weights are of no use once the weights change.
  if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
  at::autocast::set_autocast_enabled(device_, was_enabled_);
}

}  // namespace labelrep
