#include "lib/eval/full_precision.h"

#include "ATen/Context.h"

namespace labelrep {
namespace {

void AllowTf32(bool cublas, bool cudnn) {
  at::globalContext().setAllowTF32CuBLAS(cublas);
  at::globalContext().setAllowTF32CuDNN(cudnn);
}

}  // namespace

FullPrecision::FullPrecision()
    : cublas_(at::globalContext().allowTF32CuBLAS()), cudnn_(at::globalContext().allowTF32CuDNN()) {
  AllowTf32(false, false);
}

FullPrecision::~FullPrecision() { AllowTf32(cublas_, cudnn_); }

}  // namespace labelrep
