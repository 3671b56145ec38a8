"""Pinning of results and tables in tests."""

def _result_check_test_impl(ctx):
    actual = [file for file in ctx.files.actual if file.extension in ["pb", "textproto"]]
    if len(actual) != 1:
        fail(
            "{} has {} .pb or .textproto files; expected one".format(
                ctx.attr.actual.label,
                len(actual),
            ),
            attr = "actual",
        )
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    arguments = [
        "--golden=" + ctx.file.golden.short_path,
        "--actual=" + actual[0].short_path,
        "--accuracy_points=" + ctx.attr.accuracy_points,
        "--relative=" + ctx.attr.relative,
        "--allow_new=" + ("true" if ctx.attr.allow_new else "false"),
        "--bytes=" + ("true" if ctx.attr.bytes else "false"),
    ]
    ctx.actions.write(
        script,
        "#!/bin/bash\nexec {} {}\n".format(
            ctx.executable._check.short_path,
            " ".join(["'%s'" % argument for argument in arguments]),
        ),
        is_executable = True,
    )
    runfiles = ctx.runfiles([ctx.file.golden] + actual)
    runfiles = runfiles.merge(ctx.attr._check[DefaultInfo].default_runfiles)
    return [DefaultInfo(executable = script, runfiles = runfiles)]

result_check_test = rule(
    doc = """Fails, naming them, where numbers of a result or table differ from a golden file.

    To write the golden file anew:
      ./bazelw run //results/check -- --update --golden=<golden> --actual=bazel-bin/<actual>""",
    implementation = _result_check_test_impl,
    test = True,
    attrs = {
        "accuracy_points": attr.string(
            default = "0",
            doc = "Tolerance of accuracies in percentage points.",
        ),
        "actual": attr.label(
            mandatory = True,
            allow_files = True,
            doc = "A table, a run, or a file of one.",
        ),
        "allow_new": attr.bool(
            doc = "Rows and columns that only the actual table has are no difference.",
        ),
        "bytes": attr.bool(doc = "The files have to be the same, byte by byte."),
        "golden": attr.label(mandatory = True, allow_single_file = [".pb", ".textproto"]),
        "relative": attr.string(
            default = "0",
            doc = "Relative tolerance of a table's other numbers.",
        ),
        "_check": attr.label(default = "//results/check", executable = True, cfg = "target"),
    },
)
