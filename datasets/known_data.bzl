"""What is known of data sets' images, for programs that users give folders to."""

load("//datasets:catalogue.bzl", "DATASETS")

def _known_digests_impl(ctx):
    # Those of the entries that have any: another data set of one's own relinks no program.
    lines = [
        "KnownData{{\"{}\", \"{}\", \"{}\"}},".format(name, entry.train_sha256, entry.test_sha256)
        for name, entry in DATASETS.items()
        if entry.train_sha256
    ]
    ctx.actions.write(ctx.outputs.out, "\n".join(lines) + "\n")

known_digests = rule(
    doc = "The initialisers of the catalogue's data sets of known images, in C++.",
    implementation = _known_digests_impl,
    attrs = {"out": attr.output(mandatory = True)},
)
