"""The usual C++ targets, a call each: library and test, program, proto with its C++ code."""

# Header-only, and used nearly everywhere; not by themselves.
_LIBRARY_DEPS = [
    "//lib/base:check",
    "//lib/base:status_macros",
    "@system//:absl",
]

_PROGRAM_DEPS = [
    "//lib/base:files",
    "//lib/base:program",
    "//lib/base:proto_io",
]

_TEST_DEPS = [
    "//lib/base:files",
    "//lib/base:proto_io",
    "//lib/base:status_matchers",
    "@system//:gmock",
    "@system//:gtest_main",
]

def cc_unit(
        name,
        srcs = [],
        hdrs = [],
        deps = [],
        test_deps = [],
        test_data = [],
        test_args = [],
        test_size = "small",
        **kwargs):
    """A library and its unit test, as far as there are files of these names.

    The library `name` is of name.cc and name.h, the test `name`_test of name_test.cc. Abseil and
    the status macros need not be named among `deps`; the test has the library's deps, GoogleTest,
    and the helpers that most tests need.

    Args:
      name: name of the library, and stem of the files.
      srcs: sources of the library beyond name.cc.
      hdrs: headers of the library beyond name.h.
      deps: deps of the library.
      test_deps: deps of the test beyond these.
      test_data: data of the test.
      test_args: args of the test.
      test_size: size of the test.
      **kwargs: passed to the library.
    """
    native.cc_library(
        name = name,
        srcs = native.glob([name + ".cc"], allow_empty = True) + srcs,
        hdrs = native.glob([name + ".h"], allow_empty = True) + hdrs,
        deps = _with_usual(name, deps, _LIBRARY_DEPS),
        **kwargs
    )
    if native.glob([name + "_test.cc"], allow_empty = True):
        unit_test(
            name = name + "_test",
            size = test_size,
            args = test_args,
            data = test_data,
            deps = [":" + name] + deps + test_deps,
        )

def unit_test(name, deps = [], size = "small", srcs = [], **kwargs):
    """The test of name.cc (and `srcs`); the usual deps, GoogleTest among them, are not named."""
    native.cc_test(
        name = name,
        size = size,
        srcs = [name + ".cc"] + srcs,
        deps = _with_usual(name, deps, _LIBRARY_DEPS + _TEST_DEPS),
        **kwargs
    )

def cc_program(name, deps = [], **kwargs):
    """The program of name_main.cc; the usual deps are not named."""
    native.cc_binary(
        name = name,
        srcs = [name + "_main.cc"],
        deps = _with_usual(name, deps, _LIBRARY_DEPS + _PROGRAM_DEPS),
        **kwargs
    )

def cc_proto(name, deps = [], visibility = None):
    """`name`_proto of name.proto, and `name`_cc_proto."""
    native.proto_library(
        name = name + "_proto",
        srcs = [name + ".proto"],
        visibility = visibility,
        deps = deps,
    )
    native.cc_proto_library(
        name = name + "_cc_proto",
        visibility = visibility,
        deps = [":" + name + "_proto"],
    )

def _with_usual(name, deps, usual):
    here = "//" + native.package_name()
    if "{}:{}".format(here, name) in usual:
        return deps + ["@system//:absl"]
    full = [here + dep if dep.startswith(":") else dep for dep in deps + usual]
    return {dep: True for dep in full}.keys()
