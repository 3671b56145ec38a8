"""The label kinds, in the order of every table and legend.

A kind of your own is a file of this folder and an entry at the end, before the controls.
"""

def label_kind(title, role = "user", color = None, input = "", deps = [], decisions = [], shape = None):
    """A label kind.

    Args:
      title: what tables and figures call it.
      role: "paper"; "user", which every table and figure has behind the paper's; "control", which
        figures show on request and which tells loss, head and label apart; "authors", which exists
        only as files of the paper's authors; "" for what is no kind by itself.
      color: of its lines, "#D55E00"; None: the next of the further colours (lib/viz/palette.h).
      input: what it is made from: "" for the class names alone, "seed" for random numbers, "wavs" for
        recordings, "npy" for a file.
      deps: what its file includes besides label_kind.h and status_macros.h.
      decisions: decision rules that Table 1 has a row for: "LARGEST_OUTPUT", "THRESHOLD",
        "NEAREST_LABEL"; none given: those that were measured.
      shape: of one label: "classes" for one number a class, else a list of lengths.
    Returns:
      A struct for LABEL_KINDS.
    """
    return struct(
        color = color,
        decisions = decisions,
        deps = deps,
        input = input,
        role = role,
        shape = shape or [64, 64],
        title = title,
    )

_CATEGORY = ["LARGEST_OUTPUT"]
_PICTURE = ["THRESHOLD", "NEAREST_LABEL"]

# Okabe and Ito's colours; category black, its smoothed form grey.
LABEL_KINDS = {
    "category": label_kind("Category", "paper", "#000000", decisions = _CATEGORY, shape = "classes"),
    "smooth": label_kind("Smoothed category", "paper", "#7f7f7f", decisions = _CATEGORY, shape = "classes"),
    "speech": label_kind("Speech", "paper", "#D55E00", "wavs", deps = [":speech_label"], decisions = _PICTURE),
    "shuffle": label_kind("Shuffle", "paper", "#E69F00", "wavs", deps = [":speech_label", "//lib/base:numpy_random"], decisions = _PICTURE),
    "composite": label_kind("Composite", "paper", "#009E73", "seed", deps = ["//lib/base:random_stream"], decisions = _PICTURE),
    "constant": label_kind("Constant", "paper", "#CC79A7", decisions = _PICTURE),
    "random": label_kind("Random", "paper", "#0072B2", "seed", deps = ["//lib/base:random_stream"]),
    "lowdim": label_kind("Low-dim", "paper", "#56B4E9", "seed", deps = ["//lib/base:random_stream"], shape = "classes"),
    "bert": label_kind("BERT", "authors", input = "npy", shape = [48, 48]),
    "glove": label_kind("GloVe", "authors", input = "npy", shape = [48, 48]),
    # What the kinds of user_labels.bzl that come from files are made by.
    "npy": label_kind("NumPy file", "", input = "npy", deps = [":label_array"]),
    # Kinds of your own:

    "onehot": label_kind("Regressed one-hot", "control", "#882255", shape = "classes"),
    "onehot_matrix": label_kind("One-hot matrix", "control", "#332288"),
}

def label_kinds(*roles):
    """Names of the kinds that have one of these roles, in the catalogue's order."""
    return [name for name, kind in LABEL_KINDS.items() if kind.role in roles]

# Those with a file of this folder that registers them.
REGISTERED_KINDS = {name: kind for name, kind in LABEL_KINDS.items() if kind.role != "authors"}
