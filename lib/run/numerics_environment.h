// Variables of the environment that change how libtorch's libraries calculate.
#ifndef LIB_RUN_NUMERICS_ENVIRONMENT_H_
#define LIB_RUN_NUMERICS_ENVIRONMENT_H_

namespace labelrep {

// Takes from this process's environment what would give other bytes on the same machine and is
// recorded nowhere: instruction sets, reproducibility and precision of oneDNN and MKL, TF32, and
// the choice of libtorch's algorithms. What only prints (ONEDNN_VERBOSE) stays, as does
// ATEN_CPU_CAPABILITY, which the provenance tells (Provenance.Segment.cpu_capability). These
// libraries read their variables when they are first used: to be called before that, by the only
// thread.
void ClearNumericsEnvironment();

}  // namespace labelrep

#endif  // LIB_RUN_NUMERICS_ENVIRONMENT_H_
