"""Pretrained models of words, which the user brings: BERT and GloVe.

Loading works without them; only a label set that is made of one asks for it.
"""

_BUILD = """package(default_visibility = ["//visibility:public"])

filegroup(
    name = "files",
    srcs = {},
)
"""

def _declare(ctx, files, missing):
    """Writes the targets, and what says whether the model is there: `missing` is empty if so."""
    ctx.file("available.bzl", "MISSING = {}\n".format(repr(missing)))
    ctx.file("BUILD", _BUILD.format(repr(files)))

def _bert_impl(ctx):
    variable = "LABELREP_BERT"
    needed = ["config.json", "vocab.txt", "model.safetensors"]
    expected = "expected a folder with " + ", ".join(needed)
    folder = ctx.os.environ.get(variable, "")
    if not folder:
        _declare(ctx, [], variable + " is not set: name a folder with {}, those of bert-base-uncased (https://huggingface.co/google-bert/bert-base-uncased); or take the label kind \"bert\", the authors' file".format(", ".join(needed)))
        return
    for name in needed:
        if not ctx.path(folder + "/" + name).exists:
            fail("{}={}: {} is not there; {}".format(variable, folder, name, expected))

    # Without the last, the vocabulary shows whether it has capitals.
    files = [
        name
        for name in needed + ["tokenizer_config.json"]
        if ctx.path(folder + "/" + name).exists
    ]
    for name in files:
        ctx.symlink(ctx.path(folder + "/" + name), name)
    _declare(ctx, files, "")

_bert = repository_rule(
    implementation = _bert_impl,
    environ = ["LABELREP_BERT"],
)

def _glove_impl(ctx):
    variable = "LABELREP_GLOVE"
    path = ctx.os.environ.get(variable, "")
    if not path:
        _declare(ctx, [], variable + " is not set: name GloVe's text file glove.6B.50d.txt (https://nlp.stanford.edu/projects/glove/); or take the label kind \"glove\", the authors' file")
        return
    if not ctx.path(path).exists:
        fail("{}={}: is not there; expected GloVe's text file, such as glove.6B.50d.txt".format(variable, path))
    ctx.symlink(ctx.path(path), "vectors.txt")
    _declare(ctx, ["vectors.txt"], "")

_glove = repository_rule(
    implementation = _glove_impl,
    environ = ["LABELREP_GLOVE"],
)

def embedding_repositories():
    """Declares @bert_model and @word_vectors."""
    _bert(name = "bert_model")
    _glove(name = "word_vectors")
