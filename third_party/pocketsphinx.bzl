"""pocketsphinx, the speech recogniser, with its US English model.

Apart from @system, whose versions are in the provenance of every run, so that no run depends on it.
"""

load("//third_party:system_libraries.bzl", "pkg_config", "pkg_config_library")

_NAME = "pocketsphinx"

def _pocketsphinx_impl(ctx):
    library = pkg_config_library(ctx, _NAME, [_NAME, "sphinxbase"])
    model = pkg_config(ctx, ["--variable=modeldir", _NAME], _NAME) + "/en-us"
    for needed in ["cmudict-en-us.dict", "en-us/mdef"]:
        if not ctx.path(model + "/" + needed).exists:
            fail("{}/{} is not there: install the package pocketsphinx-en-us (./bazelw does)".format(model, needed))

    # What is heard depends on it; the distribution's revision says more than the library does.
    version = pkg_config(ctx, ["--modversion", _NAME], _NAME)
    if ctx.which("dpkg-query"):
        packages = ctx.execute(["dpkg-query", "--show", "libpocketsphinx3", "pocketsphinx-en-us"])
        if packages.return_code == 0:
            version = packages.stdout.strip().replace("\t", " ").replace("\n", ", ")
    ctx.file("model.h", """#pragma once
#define LABELREP_POCKETSPHINX_MODEL "{}"
#define LABELREP_POCKETSPHINX_VERSION "{}"
""".format(model, version))
    ctx.file("BUILD", """package(default_visibility = ["//visibility:public"])

cc_library(
    name = "model",
    hdrs = ["model.h"],
    include_prefix = "third_party/pocketsphinx",
)

""" + library)

pocketsphinx = repository_rule(
    implementation = _pocketsphinx_impl,
    environ = ["PKG_CONFIG_PATH"],
    local = True,
)
