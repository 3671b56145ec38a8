"""libtorch: of $LABELREP_LIBTORCH, else the pinned wheel.

The variable names an unpacked libtorch or an installed torch package. LABELREP_CUDA=1 installs the
pinned CUDA build with its nvidia packages (about 5 GB) instead of the CPU build.
"""

_VERSION = "2.13.0"

# Only the C++ libraries are used, so one Python tag serves every system.
_WHEEL = "torch-{}+cpu-cp311-cp311-manylinux_2_28_x86_64.whl".format(_VERSION)
_WHEEL_SHA256 = "6746dbcbeb526eb61330b76b41ff1b4eb848951103a892eeb080dfa2b264667b"

_CPU_LIBRARIES = ["libtorch.so", "libtorch_cpu.so", "libc10.so"]
_CUDA_LIBRARIES = ["libc10_cuda.so", "libtorch_cuda.so"]

def _python(ctx, script, *arguments):
    return ctx.execute(["/usr/bin/python3", "-c", script] + list(arguments), timeout = 3600)

def _download_wheel(ctx):
    """Leaves torch/lib and torch/include of the pinned wheel in the repository."""
    ctx.report_progress("downloading {} (about 190 MB)".format(_WHEEL))
    pip = ["/usr/bin/python3", "-m", "pip", "download", "--quiet", "--no-deps", "--dest", "wheel"]
    platform = [
        "--only-binary=:all:",
        "--implementation=cp",
        "--python-version=311",
        "--platform=manylinux_2_28_x86_64",
        "torch=={}+cpu".format(_VERSION),
    ]
    result = ctx.execute(pip + platform, timeout = 3600)
    if result.return_code != 0:
        # The ordinary index serves only CUDA builds; PyTorch's own index has the CPU one.
        index = "--index-url=https://download.pytorch.org/whl/cpu"
        result = ctx.execute(pip + [index] + platform, timeout = 3600)
    if result.return_code != 0:
        fail("libtorch: pip download of {} failed:\n{}\nSet LABELREP_LIBTORCH to an unpacked libtorch {} or an installed torch package folder instead.".format(
            _WHEEL,
            result.stderr,
            _VERSION,
        ))
    sha256 = ctx.execute(["sha256sum", "wheel/" + _WHEEL]).stdout.split(" ")[0]
    if sha256 != _WHEEL_SHA256:
        fail("libtorch: {} has SHA-256 {}, expected {}".format(_WHEEL, sha256, _WHEEL_SHA256))
    unpack = _python(ctx, """
import sys, zipfile
needed = ('torch/lib/', 'torch/include/')
with zipfile.ZipFile(sys.argv[1]) as wheel:
    wheel.extractall('.', [name for name in wheel.namelist() if name.startswith(needed)])
""", "wheel/" + _WHEEL)
    if unpack.return_code != 0:
        fail("libtorch: cannot unpack {}: {}".format(_WHEEL, unpack.stderr))
    ctx.delete("wheel")
    return ctx.path("torch"), _VERSION + "+cpu"

def _install_cuda_build(ctx):
    """Leaves torch and its nvidia packages in site/."""
    ctx.report_progress("installing the CUDA build of torch {} (about 5 GB)".format(_VERSION))
    result = ctx.execute([
        "/usr/bin/python3",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--target=site",
        "--only-binary=:all:",
        "--implementation=cp",
        "--python-version=311",
        "--platform=manylinux_2_28_x86_64",
        "--platform=manylinux_2_27_x86_64",
        "--platform=manylinux_2_17_x86_64",
        "--platform=manylinux2014_x86_64",
        "torch=={0},!={0}+cpu".format(_VERSION),
        # Headers that those of the CUDA runtime include, and torch does not ask for.
        "nvidia-cuda-crt",
    ], timeout = 7200)
    if result.return_code != 0:
        fail("libtorch: pip install of the CUDA build failed:\n{}\nSet LABELREP_LIBTORCH to an installed CUDA torch package folder instead.".format(result.stderr))
    return ctx.path("site/torch"), _VERSION

def _nvidia_folders(root):
    """The library folders of the nvidia packages that pip installs beside torch."""
    nvidia = root.dirname.get_child("nvidia")
    if not nvidia.exists:
        return []
    folders = [package.get_child("lib") for package in nvidia.readdir()]
    return [str(folder.realpath) for folder in folders if folder.exists]

def _link_cuda_headers(ctx, root):
    """Links the headers of CUDA's runtime that pip installs beside torch.

    Returns:
      Their folders; none unless all that are needed are there.
    """
    nvidia = root.dirname.get_child("nvidia")
    if not nvidia.exists:
        return []
    found = {}
    for package in nvidia.readdir():
        include = package.get_child("include")
        for header in ["cuda_runtime_api.h", "cuda.h", "crt/host_defines.h"]:
            if ctx.path("{}/{}".format(include, header)).exists:
                found[header] = include
    if len(found) < 3:
        return []
    folders = {}
    for include in found.values():
        folder = "cuda/{}".format(include.dirname.basename)
        if folder not in folders:
            ctx.symlink(include, folder)
        folders[folder] = True
    return folders.keys()

def _installed(ctx, folder):
    root = ctx.path(folder)
    for needed in ["lib/libtorch_cpu.so", "include/ATen/ATen.h"]:
        if not ctx.path(folder + "/" + needed).exists:
            fail("LABELREP_LIBTORCH={}: {} is not there; expected an unpacked libtorch or an installed torch package folder".format(folder, needed))
    for name in ["version.py", "build-version"]:
        version = root.get_child(name)
        if version.exists:
            text = ctx.read(version)
            return root, text.partition("__version__ = '")[2].partition("'")[0] or text.strip()
    return root, "unknown"

def _libtorch_impl(ctx):
    folder = ctx.os.environ.get("LABELREP_LIBTORCH", "")
    if folder:
        root, version = _installed(ctx, folder)
    elif ctx.os.environ.get("LABELREP_CUDA", "") in ["", "0"]:
        root, version = _download_wheel(ctx)
    else:
        root, version = _install_cuda_build(ctx)
    lib = root.get_child("lib")
    libraries = [
        name
        for name in _CPU_LIBRARIES + _CUDA_LIBRARIES
        if lib.get_child(name).exists
    ]
    names = [child.basename for child in lib.readdir()]
    libraries += [name for name in names if name.startswith("libgomp")]
    for name in libraries:
        ctx.symlink(lib.get_child(name), "lib/" + name)

    # Its bundled google/ headers would shadow the protobuf that generated code is compiled against.
    for child in root.get_child("include").readdir():
        if child.basename != "google":
            ctx.symlink(child, "include/" + child.basename)
    linkopts = []
    cuda_headers = []
    if "libtorch_cuda.so" in libraries:
        cuda_headers = _link_cuda_headers(ctx, root)

        # The linker would drop libtorch_cuda, which registers its kernels when it is loaded. Its
        # own libraries are found through the program's run path, which only the older tag passes
        # on.
        linkopts = [
            "-Wl,--no-as-needed",
            "-Wl,--allow-shlib-undefined",
            "-Wl,--disable-new-dtags",
        ]
        folders = [str(lib.realpath)] + _nvidia_folders(root)
        linkopts += ["-Wl,-rpath," + folder for folder in folders]
    ctx.file("version.h", '#pragma once\n#define LABELREP_LIBTORCH_VERSION "{}"\n'.format(version))
    ctx.file("BUILD", """
package(default_visibility = ["//visibility:public"])

cc_library(
    name = "version",
    hdrs = ["version.h"],
    include_prefix = "third_party/libtorch",
)

# For code that uses only inline headers and must run under sanitizers.
cc_library(
    name = "headers",
    hdrs = glob(["include/**"]),
    includes = ["include", "include/torch/csrc/api/include"],
)

# Empty without them; see lib/graph/device_graph.h.
cc_library(
    name = "cuda_headers",
    hdrs = glob(["cuda/**"], allow_empty = True),
    defines = {cuda_defines},
    includes = {cuda_headers},
)

cc_library(
    name = "libtorch",
    srcs = {libraries},
    linkopts = {linkopts},
    deps = [":headers"],
)
""".format(
        libraries = repr(["lib/" + name for name in libraries]),
        linkopts = repr(linkopts),
        cuda_headers = repr(cuda_headers),
        cuda_defines = repr(["LABELREP_CUDA_HEADERS"] if cuda_headers else []),
    ))

libtorch = repository_rule(
    implementation = _libtorch_impl,
    environ = ["LABELREP_CUDA", "LABELREP_LIBTORCH"],
)
