"""Tests of recipe.bzl."""

load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//experiments:recipe.bzl", "merge_recipe", "message_text", "quoted")

def _scalars_impl(ctx):
    env = unittest.begin(ctx)
    for value, text in [
        (7, "7"),
        (True, "true"),
        (False, "false"),
        ("0.1", "0.1"),
        ("5e-4", "5e-4"),
        ("-0.1", "-0.1"),
        ("CPU", "CPU"),
        ("BF16_AUTOCAST", "BF16_AUTOCAST"),
        ("cifar10", "\"cifar10\""),
        ("Okabe", "\"Okabe\""),
        ("0.wav", "\"0.wav\""),
        ("", "\"\""),
        (quoted("FGSM"), "\"FGSM\""),
        (quoted("7"), "\"7\""),
        (quoted("a \"b\" \\"), "\"a \\\"b\\\" \\\\\""),
    ]:
        asserts.equals(env, "field: %s\n" % text, message_text({"field": value}))
    return unittest.end(env)

_scalars_test = unittest.make(_scalars_impl)

def _nesting_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(
        env,
        """\
recipe {
  label {
    kind: "speech"
  }
  milestones: 100
  milestones: 150
  multi_step {
  }
}
seed: 7
""",
        message_text({
            "recipe": {
                "label": {"kind": "speech"},
                "milestones": [100, 150],
                "multi_step": {},
                "nothing": [],
            },
            "seed": 7,
        }),
    )
    asserts.equals(env, "a {\n  x: 1\n}\na {\n  x: 2\n}\n", message_text({"a": [{"x": 1}, {"x": 2}]}))
    return unittest.end(env)

_nesting_test = unittest.make(_nesting_impl)

def _merging_impl(ctx):
    env = unittest.begin(ctx)
    base = {"epochs": 6, "one_cycle": {"warmup_fraction": "0.2"}, "seed": 7}
    asserts.equals(env, base, merge_recipe(base, {}))
    asserts.equals(env, dict(base, seed = 8), merge_recipe(base, {"seed": 8}))
    milestones = {"multi_step": {"milestones": [3]}}
    asserts.equals(env, dict(milestones, epochs = 6, seed = 7), merge_recipe(base, milestones))
    asserts.equals(env, 7, base["seed"])
    return unittest.end(env)

_merging_test = unittest.make(_merging_impl)

def recipe_test_suite(name):
    unittest.suite(name, _scalars_test, _nesting_test, _merging_test)
