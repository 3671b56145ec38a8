"""A repository that is a view of the first folder that exists."""

def _first_folder_impl(ctx):
    for candidate in ctx.attr.candidates:
        folder = ctx.path(candidate)
        if folder.exists:
            for child in folder.readdir():
                ctx.symlink(child, child.basename)
            return
    fail("none of {} exists: install the package {} (./bazelw does)".format(
        ", ".join(ctx.attr.candidates),
        ctx.attr.package,
    ))

first_folder = repository_rule(
    implementation = _first_folder_impl,
    attrs = {
        "candidates": attr.string_list(mandatory = True, doc = "Absolute folders, best first."),
        "package": attr.string(mandatory = True, doc = "The distribution package that brings one."),
    },
    local = True,
)
