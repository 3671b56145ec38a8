"""Every dependency of labelrep, in one place."""

load("//third_party:cifar.bzl", "cifar_repositories")
load("//third_party:embeddings.bzl", "embedding_repositories")
load("//third_party:espeak.bzl", "espeak")
load("//third_party:libtorch.bzl", "libtorch")
load("//third_party:pocketsphinx.bzl", "pocketsphinx")
load("//third_party:protobuf.bzl", "system_protobuf")
load("//third_party:system_libraries.bzl", "system_libraries")
load("//third_party:vega.bzl", "vega")
load("//third_party:vl_convert.bzl", "vl_convert")

def labelrep_repositories():
    """Declares the libraries; nothing is fetched until a target needs it."""
    cifar_repositories()
    embedding_repositories()
    espeak(name = "espeak")
    libtorch(name = "libtorch")
    pocketsphinx(name = "pocketsphinx")
    system_protobuf(name = "com_google_protobuf")
    vega(name = "vega")
    vl_convert(name = "vl_convert")
    system_libraries(
        name = "system",
        headers = {"boost_math": "boost/math/distributions/students_t.hpp"},
        libraries = {
            "absl": [
                "absl_cleanup",
                "absl_flags",
                "absl_flags_parse",
                "absl_flags_usage",
                "absl_flat_hash_map",
                "absl_status",
                "absl_statusor",
                "absl_str_format",
                "absl_strings",
                "absl_time",
            ],
            "benchmark": ["benchmark"],
            "crypto": ["libcrypto"],
            "eigen": ["eigen3"],
            "gmock": ["gmock", "gtest"],
            "gtest_main": ["gmock", "gtest_main"],
            "protobuf": ["protobuf"],
            "sndfile": ["sndfile"],
            "soxr": ["soxr"],
            "utf8proc": ["libutf8proc"],
        },
        presentation_libraries = {
            "png": ["libpng"],
            "sqlite": ["sqlite3"],
        },
    )
