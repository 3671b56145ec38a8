"""Data that is not in the repository: CIFAR-10, CIFAR-100, and the paper's released labels."""

_CIFAR_VARIABLES = ["LABELREP_CIFAR10", "LABELREP_CIFAR100"]
_LABELS_VARIABLE = "LABELREP_PAPER_LABELS"
_VARIABLES = _CIFAR_VARIABLES + [_LABELS_VARIABLE]

def _missing(ctx, folder, files):
    return [name for name in files if not ctx.path(folder).get_child(name).exists]

def _download(ctx):
    url = "https://www.cs.toronto.edu/~kriz/" + ctx.attr.archive
    files = ", ".join(ctx.attr.files)
    advice = "Or set {} to a folder that has {}.".format(ctx.attr.variable, files)
    others = [
        name
        for name in _VARIABLES
        if name != ctx.attr.variable and not ctx.os.environ.get(name)
    ]
    if others:
        missing = ", ".join(others)
        advice += " Not set either: {}; the README says which profile needs what.".format(missing)
    ctx.report_progress("downloading {} (about 165 MB)".format(url))
    if not ctx.download(url, "archive.tar.gz", sha256 = ctx.attr.sha256, allow_fail = True).success:
        fail("cannot download {} with SHA-256 {}; the reason stands above.\n{}".format(
            url,
            ctx.attr.sha256,
            advice,
        ))
    ctx.extract("archive.tar.gz", stripPrefix = ctx.attr.strip_prefix)
    ctx.delete("archive.tar.gz")
    missing = _missing(ctx, ".", ctx.attr.files)
    if missing:
        fail("{} has no {}.\n{}".format(url, ", ".join(missing), advice))

def _cifar_impl(ctx):
    folder = ctx.os.environ.get(ctx.attr.variable, "")
    if folder:
        missing = _missing(ctx, folder, ctx.attr.files)
        if missing:
            fail("{}={}: {} not there; expected a folder with {}, as the official archive {} has them".format(
                ctx.attr.variable,
                folder,
                ", ".join(missing),
                ", ".join(ctx.attr.files),
                ctx.attr.archive,
            ))
        for name in ctx.attr.files:
            ctx.symlink(ctx.path(folder).get_child(name), name)
    else:
        _download(ctx)
    ctx.file("BUILD", """
package(default_visibility = ["//visibility:public"])

exports_files({files})

filegroup(
    name = "files",
    srcs = {files},
)
""".format(files = repr(ctx.attr.files)))

_cifar = repository_rule(
    implementation = _cifar_impl,
    attrs = {
        "archive": attr.string(mandatory = True),
        "files": attr.string_list(mandatory = True),
        "sha256": attr.string(mandatory = True),
        "strip_prefix": attr.string(mandatory = True),
        "variable": attr.string(mandatory = True, doc = "Environment variable that names a folder."),
    },
    environ = _CIFAR_VARIABLES,
)

# In label_files/ of the authors' repository.
_LABEL_FILES = [
    "cifar{}_{}.npy".format(classes, kind)
    for classes in ["10", "100"]
    for kind in ["bert", "composite", "glove", "random", "shuffle", "speech", "uniform"]
] + ["cifar10_lowdim.npy", "cifar100_text.txt"]

_LABELS_CONTENT = "wav/cifar10, wav/cifar100 and label_files"
_LABELS_MISSING = "{} is not set: name a folder with {}, which tools/arrange_release.sh makes of the released code, or build with --//labels:speech_source=espeak".format(
    _LABELS_VARIABLE,
    _LABELS_CONTENT,
)

# Loading works without the folder; only a target that is built asks for it.
_NO_LABELS_BUILD = """
genrule(
    name = "no_folder",
    outs = {outs},
    cmd = "echo '{message}' >&2; exit 1",
    tags = ["manual"],
)

filegroup(
    name = "cifar10_wavs",
    srcs = ["wav/cifar10/0.wav"],
)

filegroup(
    name = "cifar100_wavs",
    srcs = ["wav/cifar100/0.wav"],
)
"""

_LABELS_BUILD = """
exports_files({files} + glob(["wav/*/*.wav"]))

filegroup(
    name = "cifar10_wavs",
    srcs = glob(["wav/cifar10/*.wav"]),
)

filegroup(
    name = "cifar100_wavs",
    srcs = glob(["wav/cifar100/*.wav"]),
)
"""

def _paper_labels_impl(ctx):
    files = ["label_files/" + name for name in _LABEL_FILES]
    needed = files + ["wav/cifar10", "wav/cifar100"]
    folder = ctx.os.environ.get(_LABELS_VARIABLE, "")
    if folder:
        missing = [name for name in needed if not ctx.path(folder + "/" + name).exists]
        if missing:
            fail("{}={}: {} not there; expected a folder with {}".format(
                _LABELS_VARIABLE,
                folder,
                ", ".join(missing),
                _LABELS_CONTENT,
            ))
        for name in needed:
            ctx.symlink(ctx.path(folder + "/" + name), name)
        build = _LABELS_BUILD.format(files = repr(files))
    else:
        build = _NO_LABELS_BUILD.format(
            outs = repr(files + ["wav/cifar10/0.wav", "wav/cifar100/0.wav"]),
            message = _LABELS_MISSING,
        )
    ctx.file("available.bzl", "PAPER_LABELS_AVAILABLE = {}\nPAPER_LABELS_MISSING = {}\n".format(
        bool(folder),
        repr(_LABELS_MISSING),
    ))
    ctx.file("BUILD", """package(default_visibility = ["//visibility:public"])
{}
filegroup(
    name = "label_files",
    srcs = {},
)
""".format(build, repr(files)))

_paper_labels = repository_rule(
    implementation = _paper_labels_impl,
    environ = [_LABELS_VARIABLE],
)

def _at_hand_impl(ctx):
    missing = [name for name in _CIFAR_VARIABLES if not ctx.os.environ.get(name)]
    ctx.file("available.bzl", "CIFAR_MISSING = {}\n".format(repr(missing)))
    ctx.file("BUILD", "")

# Says which copies of CIFAR the user has, without asking for one, which would download it.
_cifar_at_hand = repository_rule(
    implementation = _at_hand_impl,
    environ = _CIFAR_VARIABLES,
)

def cifar_repositories():
    """Declares @cifar10, @cifar100, @paper_labels, each fetched when first needed, and @cifar_at_hand."""
    _cifar_at_hand(name = "cifar_at_hand")
    _cifar(
        name = "cifar10",
        archive = "cifar-10-binary.tar.gz",
        files = ["batches.meta.txt"] +
                ["data_batch_{}.bin".format(i) for i in range(1, 6)] +
                ["test_batch.bin"],
        sha256 = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        strip_prefix = "cifar-10-batches-bin",
        variable = "LABELREP_CIFAR10",
    )
    _cifar(
        name = "cifar100",
        archive = "cifar-100-binary.tar.gz",
        files = ["coarse_label_names.txt", "fine_label_names.txt", "test.bin", "train.bin"],
        sha256 = "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
        strip_prefix = "cifar-100-binary",
        variable = "LABELREP_CIFAR100",
    )
    _paper_labels(name = "paper_labels")
