"""The label kinds: a line for each file of this folder that registers one.

An entry is kind -> struct(input, deps): what the kind is made from ("" for the class names alone,
"seed" for random numbers, "wavs" for recordings, "npy" for a file), and what its file includes
besides label_kind.h and status_macros.h.
"""

def _kind(input = "", deps = []):
    return struct(deps = deps, input = input)

LABEL_KINDS = {
    "category": _kind(),
    "composite": _kind("seed", deps = ["//lib/base:random_stream"]),
    "constant": _kind(),
    "lowdim": _kind("seed", deps = ["//lib/base:random_stream"]),
    "npy": _kind("npy", deps = [":label_array"]),
    "onehot": _kind(),
    "onehot_matrix": _kind(),
    "random": _kind("seed", deps = ["//lib/base:random_stream"]),
    "shuffle": _kind("wavs", deps = [":speech_label", "//lib/base:numpy_random"]),
    "smooth": _kind(),
    "speech": _kind("wavs", deps = [":speech_label"]),
}
