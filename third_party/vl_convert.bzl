"""vl-convert, which renders Vega-Lite: of $LABELREP_VL_CONVERT, else the pinned wheel.

The variable names an unpacked wheel or a site folder. The wheel is self-contained: JavaScript
engine, Vega-Lite, rasteriser and the font Liberation Sans.
"""

_VERSION = "1.9.0.post1"
_WHEEL = "vl_convert_python-{}-cp37-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl".format(_VERSION)
_WHEEL_SHA256 = "3c1558fa0055e88c465bd3d71760cde9fa2c94a95f776a0ef9178252fd820b1f"

_VARIABLE = "LABELREP_VL_CONVERT"
_PACKAGE = "vl_convert"

# Names a folder that is not there, so that the fonts of the machine are not seen.
_NO_SYSTEM_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>/nonexistent</dir></fontconfig>
"""

def _download(ctx):
    """Leaves the package of the pinned wheel in the repository."""
    ctx.report_progress("downloading {} (about 33 MB)".format(_WHEEL))
    result = ctx.execute([
        "/usr/bin/python3",
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--dest=wheel",
        "--only-binary=:all:",
        "--implementation=cp",
        "--python-version=311",
        "--platform=manylinux2014_x86_64",
        "vl-convert-python==" + _VERSION,
    ], timeout = 3600)
    if result.return_code != 0:
        fail("vl-convert: pip download of {} failed:\n{}\nSet {} to an unpacked wheel or a site folder with vl-convert-python {} instead.".format(
            _WHEEL,
            result.stderr,
            _VARIABLE,
            _VERSION,
        ))
    sha256 = ctx.execute(["sha256sum", "wheel/" + _WHEEL]).stdout.split(" ")[0]
    if sha256 != _WHEEL_SHA256:
        fail("vl-convert: {} has SHA-256 {}, expected {}".format(_WHEEL, sha256, _WHEEL_SHA256))
    unpack = ctx.execute(["/usr/bin/python3", "-m", "zipfile", "-e", "wheel/" + _WHEEL, "."])
    if unpack.return_code != 0:
        fail("vl-convert: cannot unpack {}: {}".format(_WHEEL, unpack.stderr))
    ctx.delete("wheel")

def _vl_convert_impl(ctx):
    folder = ctx.os.environ.get(_VARIABLE, "")
    if folder:
        package = ctx.path(folder).get_child(_PACKAGE)
        if not package.exists:
            fail("{}={}: {} is not there; expected an unpacked wheel of vl-convert-python {} or a site folder that has it".format(
                _VARIABLE,
                folder,
                _PACKAGE,
                _VERSION,
            ))
        ctx.symlink(package, _PACKAGE)
    else:
        _download(ctx)
    ctx.file("no_system_fonts.conf", _NO_SYSTEM_FONTS)
    ctx.file("BUILD", """
package(default_visibility = ["//visibility:public"])

exports_files(["no_system_fonts.conf"])

filegroup(
    name = "package",
    srcs = glob(["vl_convert/*.py", "vl_convert/*.so"]),
)
""")

vl_convert = repository_rule(
    implementation = _vl_convert_impl,
    environ = [_VARIABLE],
)
