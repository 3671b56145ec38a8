"""Bazel's own rule repositories, taken from the distribution's packages."""

load("//third_party:first_folder.bzl", "first_folder")

def toolchain_repositories():
    """Declares the repositories that Bazel itself needs before any other."""
    first_folder(
        name = "bazel_skylib",
        candidates = ["/usr/share/bazel/rules/skylib", "/usr/share/bazel/tools/skylib"],
        package = "bazel-skylib",
    )

    # For unit tests of Starlark.
    native.register_toolchains("@bazel_skylib//toolchains/unittest:bash_toolchain")
    first_folder(
        name = "rules_java",
        candidates = ["/usr/share/bazel/rules/java"],
        package = "bazel-rules-java",
    )
    first_folder(
        name = "rules_proto",
        candidates = ["/usr/share/bazel/rules/proto"],
        package = "bazel-rules-proto",
    )
    first_folder(
        name = "rules_python",
        candidates = ["/usr/share/bazel/rules/python"],
        package = "bazel-rules-python",
    )

    # Debian's Bazel 4 reports no version; module_name came with Bazel 6.
    if hasattr(native, "module_name"):
        first_folder(
            name = "rules_cc",
            candidates = ["/usr/share/bazel/rules/cc"],
            package = "bazel-rules-cc",
        )
    else:
        native.local_repository(name = "rules_cc", path = "third_party/shims/rules_cc")
        native.local_repository(name = "remote_coverage_tools", path = "third_party/shims/remote_coverage_tools")
