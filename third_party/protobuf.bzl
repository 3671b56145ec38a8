"""com_google_protobuf as Bazel's proto rules expect it, over the distribution's protobuf."""

def _system_protobuf_impl(ctx):
    ctx.file("BUILD", """
package(default_visibility = ["//visibility:public"])

alias(
    name = "protoc",
    actual = "@system//:protoc",
)

alias(
    name = "protobuf",
    actual = "@system//:protobuf",
)

proto_lang_toolchain(
    name = "cc_toolchain",
    command_line = "--cpp_out=$(OUT)",
    runtime = ":protobuf",
)
""")

system_protobuf = repository_rule(implementation = _system_protobuf_impl)
