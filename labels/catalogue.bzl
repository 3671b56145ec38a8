"""The label kinds, in the order of every table and legend.

A kind of your own is an entry at the end, before the controls, and what it is made from: a file of
this folder that computes it (label_kind.h), or .npy files in labels/files, which `npy` names.
"""

load("//datasets:catalogue.bzl", "DATASETS")
load("//lib/base:names.bzl", "check_names")

def label_kind(
        title,
        role = "user",
        color = None,
        input = "",
        deps = [],
        decisions = [],
        shape = None,
        npy = {},
        class_order = {},
        datasets = None,
        family = "",
        file = "",
        voice = ""):
    """A label kind.

    Args:
      title: what tables and figures call it.
      role: "paper"; "user", which every table and figure has behind the paper's; "control", which
        figures show on request and which tells loss, head and label apart; "embedding", of the
        paper, but made with a pretrained model that the user brings, and shown on request too;
        "authors", which exists only as files of the paper's authors; "replication", which
        replications of the paper added; "statistics", which label statistics are compared with
        outcomes on; "" for what is no kind by itself.
      color: of its lines, "#D55E00"; None: the next of the further colours (lib/viz/palette.h).
      input: what it is made from: "" for the class names alone, "seed" for random numbers, "wavs" for
        recordings, "npy" for a file, "bert_model" and "word_vectors" for what the user brings
        (third_party/embeddings.bzl).
      deps: what its file includes besides label_kind.h and status_macros.h.
      decisions: decision rules that Table 1 has a row for: "LARGEST_OUTPUT", "THRESHOLD",
        "NEAREST_LABEL"; none given: those that were measured (the threshold of pictures that
        span 80, see label_kind.h).
      shape: of one label: "classes" for one number a class, else a list of lengths.
      npy: of a kind that is no file of this folder: from data set to the label of a file of its
        arrays, class by class.
      class_order: from data set to a text file with the class names in the order of the .npy file,
        one a line, where that is not the data set's own order.
      family: of a member of a family: the file of this folder that makes all of them; the member is
        called <family>_<parameter>.
      file: of a kind that the file of another kind makes too: that kind.
      voice: of a kind that is made as "speech" is, from class names that espeak-ng speaks with this
        voice.
      datasets: of a user's kind: names of the data sets that have it; None: those of `npy`, else
        all.
    Returns:
      A struct for LABEL_KINDS.
    """
    for dataset in npy.keys() + class_order.keys() + (datasets or []):
        if dataset not in DATASETS:
            fail("label kind {}: data set \"{}\" is unknown; expected one of {}".format(
                title,
                dataset,
                ", ".join(DATASETS),
            ))
    for dataset in class_order.keys() + (datasets or [] if npy else []):
        if dataset not in npy:
            fail("label kind {}: no npy for {}, which class_order or datasets name".format(title, dataset))
    return struct(
        class_order = class_order,
        color = color,
        datasets = datasets or npy.keys() or DATASETS.keys(),
        decisions = decisions,
        deps = deps,
        family = family,
        file = file or family,
        input = "npy" if npy else "wavs" if voice else input,
        npy = npy,
        role = role,
        shape = shape or [64, 64],
        title = title,
        voice = voice,
    )

# What legends call the members of a family together.
FAMILIES = {
    "equal_distance": "Equal distance (D numbers)",
    "equal_norm": "Equal norm (D numbers)",
    "gap": "Uniform (gap G)",
    "normal": "Normal (D numbers)",
}

def _normal_kind(dimensions):
    return label_kind(
        "Normal, {} number{}".format(dimensions, "" if dimensions == 1 else "s"),
        "replication",
        input = "seed",
        deps = [":drawn_vectors"],
        family = "normal",
        shape = [dimensions],
    )

def _equal_kind(what, dimensions):
    """D normal numbers, at an equal distance or norm whatever D."""
    return label_kind(
        "Equal {}, {} number{}".format(what, dimensions, "" if dimensions == 1 else "s"),
        "statistics",
        input = "seed",
        deps = [":drawn_vectors"],
        family = "equal_" + what,
        shape = [dimensions],
    )

def _gap_kind(gap):
    return label_kind(
        "Uniform, gap " + gap,
        "replication",
        input = "seed",
        deps = ["//lib/base:random_stream"],
        family = "gap",
        shape = [50],
    )

def _authors_kind(title, file, shape = None, datasets = ["cifar10", "cifar100"], class_order = {}):
    """A kind of files <data set>_<file>.npy of the paper's authors."""
    return label_kind(
        title,
        "authors",
        class_order = class_order,
        npy = {
            dataset: "@paper_labels//:label_files/{}_{}.npy".format(dataset, file)
            for dataset in datasets
        },
        shape = shape,
    )

# The only files of theirs that follow another order than the data set.
_SUPERCLASSES = {"cifar100": "//labels:cifar100_superclass_order.txt"}

_BERT = [
    "//lib/stats:mean_and_std",
    "//lib/text:bert_config",
    "//lib/text:bert_encoder",
    "//lib/text:bert_tokenizer",
]

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
    "bert_embedding": label_kind("BERT", "embedding", "#8C510A", input = "bert_model", deps = _BERT, shape = [48, 48]),
    # As many numbers as the vectors have: 50 where they are those that the paper took.
    "glove_embedding": label_kind("GloVe", "embedding", "#5D8C00", input = "word_vectors", deps = ["//lib/text:word_vectors"], shape = [50]),
    "paper_constant": _authors_kind("Constant (authors' file)", "uniform"),
    "paper_speech": _authors_kind("Speech (authors' file)", "speech"),
    "paper_shuffle": _authors_kind("Shuffle (authors' file)", "shuffle"),
    "paper_composite": _authors_kind("Composite (authors' file)", "composite"),
    "paper_random": _authors_kind("Random (authors' file)", "random"),
    "paper_lowdim": _authors_kind("Low-dim (authors' file)", "lowdim", "classes", ["cifar10"]),
    "bert": _authors_kind("BERT (authors' file)", "bert", [48, 48], class_order = _SUPERCLASSES),
    "glove": _authors_kind("GloVe (authors' file)", "glove", [50], class_order = _SUPERCLASSES),
    # What the kinds with `npy` are made by.
    "npy": label_kind("NumPy file", "", input = "npy", deps = [":label_array"]),
    # Kinds of your own:
    "onehot": label_kind("Regressed one-hot", "control", "#882255", shape = "classes"),
    "onehot_matrix": label_kind("One-hot matrix", "control", "#332288", file = "onehot"),
    "onehot_unit": label_kind("Regressed one-hot (0, 1)", "control", "#E31A8C", file = "onehot", shape = "classes"),
    "onehot_matrix_unit": label_kind("One-hot matrix (0, 1)", "control", "#20C0B0", file = "onehot"),
}

LABEL_KINDS.update({
    # espeak-ng has no Canadian French, which the second replication took.
    "speech_french": label_kind("Speech (French voice)", "replication", decisions = _PICTURE, voice = "fr-fr"),
})
LABEL_KINDS.update({
    "normal_%d" % dimensions: _normal_kind(dimensions)
    for dimensions in [1, 5, 10, 30, 50, 100, 200, 500, 1000, 2000, 4000]
})
LABEL_KINDS.update({
    "gap_" + gap.replace(".", "p"): _gap_kind(gap)
    for gap in ["10", "1", "0.1", "0"]
})

LABEL_KINDS.update({
    "equal_{}_{}".format(what, 1 << power): _equal_kind(what, 1 << power)
    # One number of a norm is one of two.
    for what, first in [("distance", 0), ("norm", 2)]
    for power in range(first, 13, 2)
})

check_names("label kind", LABEL_KINDS)

def label_kinds(*roles):
    """Names of the kinds that have one of these roles, in the catalogue's order."""
    return [name for name, kind in LABEL_KINDS.items() if kind.role in roles]

def is_drawn(name):
    """Whether a kind draws random numbers, so that its label seed tells one draw from another."""
    return name in LABEL_KINDS and LABEL_KINDS[name].input == "seed"

# What every table and figure has behind the paper's.
USER_KINDS = {name: kind for name, kind in LABEL_KINDS.items() if kind.role == "user"}

# What files of this folder register: kinds, and families.
REGISTERED_KINDS = {
    kind.family or name: kind
    for name, kind in LABEL_KINDS.items()
    if not kind.npy and not kind.voice
}

# From such a file to a kind that it registers.
KIND_FILES = {kind.file or name: kind for name, kind in REGISTERED_KINDS.items()}

# Those that are made for any data set, and those for which the user brings a model.
COMPUTED_KINDS = [
    name
    for name, kind in LABEL_KINDS.items()
    if kind.input != "npy" and kind.role != "embedding"
]
EMBEDDING_KINDS = label_kinds("embedding")

def made_here(name):
    """The kind that is made here as the authors made the file of theirs; itself for any other."""
    of_file = name[len("paper_"):] if name.startswith("paper_") else name + "_embedding"
    return of_file if of_file in LABEL_KINDS else name

def kind_color(name):
    """Colour of a kind; the file of the authors for a kind that is made here has that kind's."""
    return LABEL_KINDS[made_here(name)].color

def voice_source(voice):
    """What a label recipe says of recordings in a voice of espeak-ng."""
    return "espeak:" + voice

def label_shape(kind, dataset):
    """Shape of one label of a kind, an entry, for a data set: [n] or [rows, columns]."""
    return [DATASETS[dataset].classes] if kind.shape == "classes" else kind.shape
