"""Vega, Vega-Lite and Vega-Embed, which draw the site's charts: of $LABELREP_VEGA, else from npm.

The variable names a folder of installed packages (node_modules) that has them in these versions.
"""

# Vega-Lite as in lib/viz/render.py, so that a chart of the site is the picture that the figure has.
# From version to what npm's registry calls its integrity.
_PACKAGES = {
    "vega": (
        "5.33.0",
        "sha512-jNAGa7TxLojOpMMMrKMXXBos4K6AaLJbCgGDOw1YEkLRjUkh12pcf65J2lMSdEHjcEK47XXjKiOUVZ8L+MniBA==",
    ),
    "vega-embed": (
        "6.29.0",
        "sha512-PmlshTLtLFLgWtF/b23T1OwX53AugJ9RZ3qPE2c01VFAbgt3/GSNI/etzA/GzdrkceXFma+FDHNXUppKuM0U6Q==",
    ),
    "vega-lite": (
        "5.21.0",
        "sha512-hNxM9nuMqpI1vkUOhEx6ewEf23WWLmJxSFJ4TA86AW43ixJyqcLV+iSCO0NipuVTE0rlDcc2e8joSewWyOlEwA==",
    ),
}

_VARIABLE = "LABELREP_VEGA"
_EXPECTED = ", ".join(["{} {}".format(name, pin[0]) for name, pin in _PACKAGES.items()])

# Prints the integrity of a file.
_INTEGRITY = """
import base64, hashlib, sys
digest = hashlib.sha512(open(sys.argv[1], 'rb').read()).digest()
print('sha512-' + base64.b64encode(digest).decode(), end='')
"""

def _download(ctx, name, version, integrity):
    """Leaves a package of npm in a folder of its name."""
    npm = ctx.which("npm")
    advice = "Set {} to a folder node_modules with {} instead.".format(_VARIABLE, _EXPECTED)
    if not npm:
        fail("vega: npm is missing: install the package npm, once. {}".format(advice))
    ctx.report_progress("downloading {} {}".format(name, version))
    archive = "{}-{}.tgz".format(name, version)
    result = ctx.execute([npm, "pack", "--silent", "{}@{}".format(name, version)], timeout = 600)
    if result.return_code != 0:
        fail("vega: npm pack {}@{} failed:\n{}\n{}".format(name, version, result.stderr, advice))
    found = ctx.execute(["/usr/bin/python3", "-c", _INTEGRITY, archive]).stdout
    if found != integrity:
        fail("vega: {} has integrity {}, expected {}".format(archive, found, integrity))
    ctx.extract(archive, output = name, stripPrefix = "package")
    ctx.delete(archive)

def _link(ctx, folder, name, version):
    """Links to an installed package of that version."""
    package = ctx.path(folder).get_child(name)
    description = package.get_child("package.json")
    if not description.exists:
        fail("{}={}: {} is not there; expected a folder node_modules with {}".format(
            _VARIABLE,
            folder,
            name,
            _EXPECTED,
        ))
    found = json.decode(ctx.read(description))["version"]
    if found != version:
        fail("{}={}: {} is of version {}, expected {}".format(_VARIABLE, folder, name, found, version))
    ctx.symlink(package, name)

def _vega_impl(ctx):
    folder = ctx.os.environ.get(_VARIABLE, "")
    for name, (version, integrity) in _PACKAGES.items():
        if folder:
            _link(ctx, folder, name, version)
        else:
            _download(ctx, name, version, integrity)

    # Each of the scripts needs those before it.
    ctx.file("BUILD", """
package(default_visibility = ["//visibility:public"])

filegroup(
    name = "scripts",
    srcs = [
        "vega/build/vega.min.js",
        "vega-lite/build/vega-lite.min.js",
        "vega-embed/build/vega-embed.min.js",
    ],
)

filegroup(
    name = "licences",
    srcs = [
        "vega/LICENSE",
        "vega-lite/LICENSE",
        "vega-embed/LICENSE",
    ],
)
""")

vega = repository_rule(
    implementation = _vega_impl,
    environ = [_VARIABLE],
)
