// What the driver calls a GPU.
#ifndef LIB_RUN_GPU_MODEL_H_
#define LIB_RUN_GPU_MODEL_H_

#include <string>

namespace labelrep {

// "NVIDIA H100 80GB HBM3", of the GPU with device file /dev/nvidia<number>, as `folder`
// ("/proc/driver/nvidia/gpus", with a file "information" in a folder of each GPU) has it; empty
// where it does not.
std::string GpuModel(const std::string& folder, int number);

}  // namespace labelrep

#endif  // LIB_RUN_GPU_MODEL_H_
