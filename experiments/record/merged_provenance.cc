#include "experiments/record/merged_provenance.h"

namespace labelrep {

Provenance MergeProvenance(const std::vector<Provenance>& parts) {
  if (parts.empty()) return {};
  Provenance merged = parts.back();
  merged.clear_segments();
  for (const Provenance& part : parts) merged.mutable_segments()->MergeFrom(part.segments());
  return merged;
}

}  // namespace labelrep
