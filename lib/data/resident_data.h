// Images that stay on the device of a run, and the batches of an epoch or an evaluation.
//
//   ResidentImages all(dataset.train, device);
//   ResidentImages train = all.Subset(split.train), validation = all.Subset(split.validation);
//   Batches batches = Batches::ForEpoch(train, options, recipe.seed(), epoch, recipe.augment());
//   for (int64_t i = 0; i < batches.num_batches(); ++i) Step(batches.Get(i));
#ifndef LIB_DATA_RESIDENT_DATA_H_
#define LIB_DATA_RESIDENT_DATA_H_

#include <cstdint>
#include <vector>

#include "ATen/core/Tensor.h"
#include "lib/data/augment.h"
#include "lib/data/batch_count.h"
#include "lib/data/image_set.h"
#include "lib/data/normalization.h"

namespace labelrep {

// A view of images on a device. Copies and subsets share the pixels (of 32x32: 4,800 bytes an
// image), and do not need the ImageSet that they were made from.
class ResidentImages {
 public:
  // All images of the set, in its order. Throws c10::Error where the device has no room.
  ResidentImages(const ImageSet& images, at::Device device);

  // Images `indices` of this view, in that order; each in 0..size()-1.
  ResidentImages Subset(const std::vector<int64_t>& indices) const;

  int64_t size() const { return rows_.size(0); }
  at::Device device() const { return pixels_.device(); }

  // int64 [size()], on the device.
  at::Tensor Labels() const;

 private:
  friend class BatchMaker;
  friend class Batches;
  ResidentImages(at::Tensor pixels, at::Tensor labels, at::Tensor rows);

  at::Tensor pixels_;  // uint8 [N, s + 8, s + 8, 3], see augment.h
  at::Tensor labels_;  // int64 [N]
  at::Tensor rows_;    // int64 [n]: which of the N images the view has
};

struct BatchOptions {
  int64_t batch_size = 128;
  Normalization normalization = kReleaseNormalization;
  at::MemoryFormat memory_format = at::MemoryFormat::ChannelsLast;
};

// On the device of the images.
struct Batch {
  at::Tensor images;  // float32 [B, 3, h, w], normalised
  at::Tensor labels;  // int64 [B]

  int64_t size() const { return labels.size(0); }
};

// Makes batches of the images of a view from what names them.
class BatchMaker {
 public:
  BatchMaker(const ResidentImages& images, const BatchOptions& options);

  // `picks`, of Batches::Picks, may be of any pass over a subset of the view.
  Batch Make(const at::Tensor& picks) const;

 private:
  at::Tensor pixels_;
  at::Tensor labels_;
  at::Tensor factors_;
  at::MemoryFormat memory_format_;
};

// The batches of one pass over a view. The last, smaller batch is kept; see batch_count.h.
class Batches {
 public:
  // Training: the order is RandomStream(seed, "epoch order", epoch).Permutation(size). With
  // `augment`, the image at each place of that order, one after the other, draws its crop from
  // RandomStream(seed, "augment", epoch): row NextBelow(9), column NextBelow(9), flip NextBelow(2).
  // So any epoch (counted from 1) can be had on its own, whatever the batch size.
  static Batches ForEpoch(const ResidentImages& images, const BatchOptions& options, uint64_t seed,
                          int64_t epoch, bool augment);

  // Evaluation: in the view's order, as the images are.
  static Batches InOrder(const ResidentImages& images, const BatchOptions& options);

  int64_t num_batches() const { return CountBatches(num_images(), batch_size_); }
  int64_t num_images() const { return picks_.size(1); }

  // Batch i of 0..num_batches()-1.
  Batch Get(int64_t i) const { return maker_.Make(Picks(i)); }

  // What names the images of batch i: int64 [4, B] on their device, which of the stored images, and
  // row, column and flip of their crops. What a graph takes as input (lib/graph), as a batch of a
  // recording has to be made inside it.
  at::Tensor Picks(int64_t i) const;

  const BatchMaker& maker() const { return maker_; }

 private:
  Batches(const ResidentImages& images, const BatchOptions& options, at::Tensor rows, Crops crops);

  BatchMaker maker_;
  int64_t batch_size_;
  at::Tensor picks_;  // int64 [4, n], in the order of this pass
};

}  // namespace labelrep

#endif  // LIB_DATA_RESIDENT_DATA_H_
