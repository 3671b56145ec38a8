// Keeps a GPU's matrix products and convolutions in full fp32 for a scope (no TF32).
#ifndef LIB_EVAL_FULL_PRECISION_H_
#define LIB_EVAL_FULL_PRECISION_H_

namespace labelrep {

class FullPrecision {
 public:
  FullPrecision();
  ~FullPrecision();
  FullPrecision(const FullPrecision&) = delete;
  FullPrecision& operator=(const FullPrecision&) = delete;

 private:
  bool cublas_;
  bool cudnn_;
};

}  // namespace labelrep

#endif  // LIB_EVAL_FULL_PRECISION_H_
