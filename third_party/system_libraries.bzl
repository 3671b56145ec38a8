"""The distribution's C++ libraries as cc_library targets, with link options from pkg-config."""

def pkg_config(ctx, arguments, library):
    """What pkg-config prints; fails naming the library that needs it."""
    result = ctx.execute(["pkg-config"] + arguments)
    if result.return_code != 0:
        fail("{}: pkg-config {}: {}\nInstall the development package (./bazelw does).".format(
            library,
            " ".join(arguments),
            result.stderr.strip(),
        ))
    return result.stdout.strip()

def pkg_config_library(ctx, library, modules):
    """The cc_library rule of a library that pkg-config knows."""
    includes = []
    for flag in pkg_config(ctx, ["--cflags"] + modules, library).split(" "):
        # The compiler searches the folders of the distribution itself.
        if flag.startswith("-I") and not flag.endswith("-linux-gnu"):
            include = "{}_include{}".format(library, len(includes))
            ctx.symlink(flag[2:], include)
            includes.append(include)
    link = [flag for flag in pkg_config(ctx, ["--libs"] + modules, library).split(" ") if flag]
    return "cc_library(\n    name = {},\n    hdrs = glob({}),\n    includes = {},\n    linkopts = {},\n)\n".format(
        repr(library),
        repr([folder + "/**" for folder in includes]),
        repr(includes),
        repr(link),
    )

def _protoc(ctx):
    """Path of the library's own compiler: its headers refuse what another makes."""
    prefix = pkg_config(ctx, ["--variable=exec_prefix", "protobuf"], "protoc")
    packaged = ctx.path(prefix + "/bin/protoc")
    protoc = packaged if packaged.exists else ctx.which("protoc")
    if not protoc:
        fail("protoc is missing: install the package protobuf-compiler (./bazelw does)")
    version = ctx.execute([protoc, "--version"]).stdout.strip().replace("libprotoc ", "")
    library = pkg_config(ctx, ["--modversion", "protobuf"], "protoc")
    if version == "" or not (library + ".").startswith(version + "."):
        fail("{} is of version {}, the protobuf library of {}: install the package protobuf-compiler".format(
            protoc,
            version or "(none)",
            library,
        ))
    return protoc

def _system_libraries_impl(ctx):
    build = [
        'package(default_visibility = ["//visibility:public"])\n',
        'exports_files(["versions.txt"])\n',
    ]
    versions = []
    for library, modules in ctx.attr.libraries.items():
        build.append(pkg_config_library(ctx, library, modules))
        for module in modules:
            version = pkg_config(ctx, ["--modversion", module], library)
            versions.append(module + " " + version)
    for library, modules in ctx.attr.presentation_libraries.items():
        build.append(pkg_config_library(ctx, library, modules))
    for library, header in ctx.attr.headers.items():
        # Without a .pc file, in a folder that the compiler searches by itself.
        if not ctx.path("/usr/include/" + header).exists:
            fail("@system//:{}: /usr/include/{} is not there\nInstall the development package (./bazelw does).".format(library, header))
        build.append("cc_library(name = {})\n".format(repr(library)))
    build.append("""
sh_binary(
    name = "protoc",
    srcs = ["protoc.sh"],
)
""")
    ctx.file("protoc.sh", '#!/bin/sh\nexec {} "$@"\n'.format(_protoc(ctx)), executable = True)
    ctx.file("versions.txt", "\n".join(versions) + "\n")
    ctx.file("BUILD", "\n".join(build))

system_libraries = repository_rule(
    implementation = _system_libraries_impl,
    attrs = {
        "headers": attr.string_dict(doc = "Target name of a library of headers to one of them."),
        "libraries": attr.string_list_dict(
            mandatory = True,
            doc = "Target name to pkg-config modules.",
        ),
        "presentation_libraries": attr.string_list_dict(
            doc = "The same of libraries that no result depends on: versions.txt leaves them out.",
        ),
    },
    environ = ["PKG_CONFIG_PATH"],
    local = True,
)
