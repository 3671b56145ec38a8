"""espeak-ng, the speech synthesizer: run as a program, never linked."""

def _espeak_impl(ctx):
    program = ctx.which("espeak-ng")
    if not program:
        fail("espeak-ng is missing: install the package espeak-ng (./bazelw does)")
    version = ctx.execute([program, "--version"])
    if version.return_code != 0:
        fail("{} --version: {}".format(program, version.stderr))

    # The distribution's revision says more than the program does, where there is one.
    revision = ""
    if ctx.which("dpkg-query"):
        package = ctx.execute(["dpkg-query", "--show", "espeak-ng", "espeak-ng-data"])
        if package.return_code == 0:
            revision = package.stdout
    ctx.file("version.txt", version.stdout + revision)
    ctx.file("espeak-ng.sh", '#!/bin/sh\nexec {} "$@"\n'.format(program), executable = True)
    ctx.file("BUILD", 'exports_files(["espeak-ng.sh", "version.txt"])\n')

espeak = repository_rule(
    implementation = _espeak_impl,
    local = True,
)
