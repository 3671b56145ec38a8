#include "labels/label_array.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "labels/class_order.h"
#include "lib/base/array.h"
#include "lib/base/npy.h"
#include "lib/base/status_macros.h"

namespace labelrep {
namespace {

absl::Status CheckShape(const std::vector<int64_t>& shape, size_t num_classes,
                        const std::string& path) {
  const std::string found =
      absl::StrCat(path, ": found an array of shape [", absl::StrJoin(shape, ", "), "]; expected ");
  if (shape.size() != 2 && shape.size() != 3) {
    return absl::InvalidArgumentError(
        absl::StrCat(found, "[classes, n], [classes, 64, 64] or [classes, 48, 48]"));
  }
  if (shape[0] != static_cast<int64_t>(num_classes)) {
    return absl::InvalidArgumentError(absl::StrCat(found, "one label for each of the ", num_classes,
                                                   " classes, so ", num_classes,
                                                   " as its first dimension"));
  }
  const bool picture = shape.size() == 3;
  if (picture && (shape[1] != shape[2] || (shape[1] != 64 && shape[1] != 48))) {
    return absl::InvalidArgumentError(
        absl::StrCat(found, "labels of 64x64 or 48x48, which are what the decoders make"));
  }
  constexpr int64_t kMaxElements = 65536;
  if (!picture && (shape[1] < 1 || shape[1] > kMaxElements)) {
    return absl::InvalidArgumentError(
        absl::StrCat(found, "labels of 1 to ", kMaxElements, " elements"));
  }
  return absl::OkStatus();
}

// Two arrays of the file whose labels, float32, are equal: the reason is in the file, or in the
// rounding. Places are those in the file.
absl::Status CheckDistinct(const Array& array, const std::vector<float>& values,
                           const std::string& path) {
  const int64_t count = array.shape[0];
  const auto equal = FirstEqualLabels(values, count);
  if (!equal.has_value()) return absl::OkStatus();
  const auto [earlier, i] = *equal;
  const absl::string_view all = array.bytes;
  const size_t bytes = all.size() / count;
  const bool is_rounding = all.substr(i * bytes, bytes) != all.substr(earlier * bytes, bytes);
  return absl::InvalidArgumentError(absl::StrCat(
      path, ": the labels at index ", earlier, " and ", i, " are equal",
      is_rounding ? " as float32, in which labels are kept: they differ by less than it can hold"
                  : "",
      "; expected another label for each class"));
}

}  // namespace

std::optional<std::pair<int64_t, int64_t>> FirstEqualLabels(absl::Span<const float> values,
                                                            int64_t count) {
  const size_t size = values.size() / count;
  std::map<absl::Span<const float>, int64_t> place_of;
  for (int64_t i = 0; i < count; ++i) {
    const auto [earlier, is_new] = place_of.try_emplace(values.subspan(i * size, size), i);
    if (!is_new) return std::pair(earlier->second, i);
  }
  return std::nullopt;
}

absl::StatusOr<LabelArray> ReadLabelArray(const LabelRequest& request) {
  const size_t num_classes = request.class_names.size();
  LABELREP_ASSIGN_OR_RETURN(const Array array, ReadNpy(request.npy));
  LABELREP_RETURN_IF_ERROR(CheckShape(array.shape, num_classes, request.npy));
  absl::StatusOr<std::vector<float>> values = array.ToFiniteFloats();
  if (!values.ok()) {
    return absl::Status(values.status().code(),
                        absl::StrCat(request.npy, ": ", values.status().message()));
  }
  LABELREP_RETURN_IF_ERROR(CheckDistinct(array, *values, request.npy));
  LabelArray result{.shape = {array.shape.begin() + 1, array.shape.end()}, .values = {}};
  if (request.npy_order.empty()) {
    result.values = *std::move(values);
    return result;
  }
  LABELREP_ASSIGN_OR_RETURN(const std::vector<int> order,
                            ReadClassOrder(request.npy_order, request.class_names));
  const size_t size = values->size() / num_classes;
  for (int position : order) {
    const auto begin = values->begin() + position * size;
    result.values.insert(result.values.end(), begin, begin + size);
  }
  return result;
}

}  // namespace labelrep
