"""Writes the files beside it with NumPy and safetensors themselves: python3 make_goldens.py.

Made with numpy 2.4, torch 2.13 and safetensors 0.8; the bytes have been the same since numpy 1.25.
"""

import os

import numpy as np
import safetensors.torch
import torch

os.chdir(os.path.dirname(os.path.abspath(__file__)))

matrix = np.arange(6).reshape(2, 3)
np.save("uint8.npy", matrix.astype("u1"))
np.save("int32.npy", -matrix.astype("<i4"))
np.save("int64.npy", matrix.astype("<i8") * 2**40)
np.save("float32.npy", matrix.astype("<f4") / 4)
np.save("float64.npy", matrix.astype("<f8") / 3)
np.save("vector.npy", np.arange(3, dtype="<f4"))
np.save("scalar.npy", np.float32(1.5))
np.save("empty.npy", np.zeros((0, 4), "<f4"))
np.save("fortran.npy", np.asfortranarray(np.arange(24, dtype="<f4").reshape(2, 3, 4)))
np.save("big_endian.npy", matrix.astype(">f8") / 3)
with open("version2.npy", "wb") as file:
    np.lib.format.write_array(file, matrix.astype("<f4") / 4, version=(2, 0))
with open("version3.npy", "wb") as file:
    np.lib.format.write_array(file, matrix.astype("<f4") / 4, version=(3, 0))
np.save("object.npy", np.array([None, 1], dtype=object), allow_pickle=True)
np.save("float16.npy", matrix.astype("<f2"))
np.save("record.npy", np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
np.save("nan.npy", np.array([[0, 1], [np.nan, 3]], dtype="<f4"))

# The reference library orders by dtype, then by name.
safetensors.torch.save_file(
    {
        "count": torch.tensor(7),
        "double": torch.tensor([0.5, -0.25], dtype=torch.float64),
        "encoder.weight": torch.arange(6, dtype=torch.float32).reshape(2, 3) / 4,
        "labels": torch.tensor([3, -4, 5], dtype=torch.int32),
        "half": torch.tensor([[1.5], [-2.0]], dtype=torch.bfloat16),
        "image": torch.tensor([0, 128, 255], dtype=torch.uint8),
        'a "quoted" \\ name\n': torch.zeros(0, 4, dtype=torch.uint8),
    },
    "tensors.safetensors",
    metadata={"recipe": '{"seed": 7}'},
)
