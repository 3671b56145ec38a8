"""The usual C++ targets, a call each: library and test, proto with its C++ code."""

# Header-only, and used nearly everywhere; not by themselves.
_LIBRARY_DEPS = [
    "//lib/base:check",
    "//lib/base:status_macros",
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
        deps = [],
        test_deps = [],
        test_data = [],
        test_args = [],
        visibility = None,
        **kwargs):
    """A library and its unit test, as far as there are files of these names.

    The library `name` is of name.cc and name.h, the test `name`_test of name_test.cc. Abseil and
    the status macros need not be named among `deps`; the test has the library's deps, GoogleTest,
    and the helpers that most tests need.

    Args:
      name: name of the library, and stem of the files.
      deps: deps of the library.
      test_deps: deps of the test beyond these.
      test_data: data of the test.
      test_args: args of the test.
      visibility: of the library.
      **kwargs: passed to the library.
    """
    label = "//{}:{}".format(native.package_name(), name)
    own_deps = [dep for dep in _LIBRARY_DEPS if label not in _LIBRARY_DEPS]
    all_deps = deps + own_deps + ["@system//:absl"]
    native.cc_library(
        name = name,
        srcs = native.glob([name + ".cc"], allow_empty = True),
        hdrs = native.glob([name + ".h"], allow_empty = True),
        visibility = visibility,
        deps = all_deps,
        **kwargs
    )
    if native.glob([name + "_test.cc"], allow_empty = True):
        native.cc_test(
            name = name + "_test",
            size = "small",
            srcs = [name + "_test.cc"],
            args = test_args,
            data = test_data,
            deps = _without_repetition([":" + name] + all_deps + test_deps + _TEST_DEPS),
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

def _without_repetition(labels):
    here = native.package_name()
    full = ["//{}{}".format(here, label) if label.startswith(":") else label for label in labels]
    return {label: True for label in full}.keys()
