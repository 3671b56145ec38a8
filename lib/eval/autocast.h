// bfloat16 arithmetic for a scope, as torch.autocast.
#ifndef LIB_EVAL_AUTOCAST_H_
#define LIB_EVAL_AUTOCAST_H_

#include "c10/core/DeviceType.h"

namespace labelrep {

// While it lives, convolutions and matrix products on that device type run in bfloat16 where
// `enabled`. Weights are cast once within the scope. For the forward pass; the backward pass
// follows it.
class AutocastScope {
 public:
  AutocastScope(c10::DeviceType device, bool enabled);
  ~AutocastScope();
  AutocastScope(const AutocastScope&) = delete;
  AutocastScope& operator=(const AutocastScope&) = delete;

 private:
  c10::DeviceType device_;
  bool was_enabled_;
};

}  // namespace labelrep

#endif  // LIB_EVAL_AUTOCAST_H_
