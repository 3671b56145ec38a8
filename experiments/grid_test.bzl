"""Tests of grid.bzl and of the one list of profiles."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts", "unittest")
load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:grid.bzl", "grid", "override", "profile", "profile_runs", "requested_grid", "variant")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:shown_runs.bzl", "check_variants")
load("//experiments/tables:label_sets.bzl", "grid_label_sets")
load("//labels:catalogue.bzl", "label_kind")

_RECIPE = {"device": "CPU", "epochs": 6}

def _profile(grids, **kwargs):
    return profile(grids = grids, recipe = _RECIPE, title = "test", **kwargs)

def _small(**kwargs):
    return grid(datasets = ["shapes10"], encoders = ["resnet8"], seeds = [7], **kwargs)

def _names(runs):
    return [run.name for run in runs]

def _names_impl(ctx):
    env = unittest.begin(ctx)
    tested = _profile({"fig4": [grid(
        datasets = ["shapes10", "shapes100"],
        encoders = ["resnet8"],
        fractions = ["2.5", "100"],
        labels = ["speech"],
        seeds = [7, 8],
        suffix = "_e8",
    )]})
    asserts.equals(env, [
        "mine_shapes10_resnet8_speech_p2_5_e8",
        "mine_shapes10_resnet8_speech_p2_5_s8_e8",
        "mine_shapes10_resnet8_speech_e8",
        "mine_shapes10_resnet8_speech_s8_e8",
        "mine_shapes100_resnet8_speech_p2_5_e8",
        "mine_shapes100_resnet8_speech_p2_5_s8_e8",
        "mine_shapes100_resnet8_speech_e8",
        "mine_shapes100_resnet8_speech_s8_e8",
    ], _names(profile_runs("mine", tested, user_labels = {})))
    return unittest.end(env)

_names_test = unittest.make(_names_impl)

def _recipes_impl(ctx):
    env = unittest.begin(ctx)
    tested = _profile(
        {"table1": [_small(labels = ["category", "speech"], changes = {"batch_size": 32})]},
        overrides = [
            override(label = "category", changes = {"epochs": 2}),
            override(label = "category", encoder = "vgg19", changes = {"epochs": 3}),
        ],
    )
    category, speech = profile_runs("mine", tested, user_labels = {})
    asserts.equals(env, {
        "batch_size": 32,
        "dataset": "shapes10",
        "device": "CPU",
        "encoder": "resnet8",
        "epochs": 2,
        "label": {"kind": "category", "seed": 0},
        "seed": 7,
        "train_fraction_percent": "100",
    }, category.recipe)
    asserts.equals(env, 6, speech.recipe["epochs"])
    return unittest.end(env)

_recipes_test = unittest.make(_recipes_impl)

def _sharing_impl(ctx):
    env = unittest.begin(ctx)
    tested = _profile({
        "fig2": [_small(labels = ["category", "speech"])],
        "table1": [_small(labels = ["category"], segments = 4)],
        "table2": [],
    })
    runs = profile_runs("mine", tested, user_labels = {})
    asserts.equals(env, [["fig2", "table1"], ["fig2"]], [run.tables for run in runs])
    asserts.equals(env, [4, 1], [run.segments for run in runs])
    asserts.equals(env, 1, len(profile_runs("mine", tested, "table1", user_labels = {})))
    asserts.equals(env, [], profile_runs("mine", tested, "table2", user_labels = {}))
    return unittest.end(env)

_sharing_test = unittest.make(_sharing_impl)

def _user_kinds_impl(ctx):
    env = unittest.begin(ctx)
    tested = _profile(
        {"fig4": [
            _small(labels = ["category"], changes = {"epochs": 2}, suffix = "_e2"),
            _small(labels = ["category"], user_labels = False),
        ]},
        on_request = {
            "controls": {"fig4": ["onehot"]},
            "embeddings": {"fig4": ["bert_embedding"]},
        },
    )
    own = {
        "anywhere": label_kind("Anywhere"),
        "elsewhere": label_kind("Elsewhere", npy = {"cifar10": "//labels/files:elsewhere.npy"}),
    }
    asserts.equals(env, [
        "mine_shapes10_resnet8_category_e2",
        "mine_shapes10_resnet8_anywhere_e2",
        "mine_shapes10_resnet8_category",
    ], _names(profile_runs("mine", tested, "fig4", user_labels = own)))

    # What they are trained on, once each.
    asserts.equals(
        env,
        ["//labels:shapes10_category", "//labels:shapes10_anywhere"],
        grid_label_sets("mine", tested, "fig4", user_labels = own),
    )
    asserts.equals(env, [], grid_label_sets("mine", tested, "fig7", user_labels = own))

    # The same grids but for the labels.
    controls = profile_runs("mine", tested, requested_grid("fig4", "controls"), user_labels = own)
    asserts.equals(env, [
        "mine_shapes10_resnet8_onehot_e2",
        "mine_shapes10_resnet8_onehot",
    ], _names(controls))
    asserts.equals(env, 2, controls[0].recipe["epochs"])
    embeddings = profile_runs("mine", tested, requested_grid("fig4", "embeddings"), user_labels = own)
    asserts.equals(env, "mine_shapes10_resnet8_bert_embedding_e2", embeddings[0].name)
    return unittest.end(env)

_user_kinds_test = unittest.make(_user_kinds_impl)

_LONGER = variant("longer", "12 epochs", {"epochs": 12})

def _variants_impl(ctx):
    env = unittest.begin(ctx)
    plain = {"fig4": [_small(labels = ["category", "speech"], fractions = ["5"], suffix = "_few")]}
    varied = {"fig4": [_small(
        labels = ["category", "speech"],
        changes = {"epochs": 3},
        fractions = ["5"],
        suffix = "_few",
        variants = [_LONGER, variant("steps", "steps", {"multi_step": {"milestones": [2]}})],
    )]}
    runs = profile_runs("mine", _profile(varied), user_labels = {})
    asserts.equals(env, [
        "mine_shapes10_resnet8_category_p5_few",
        "mine_shapes10_resnet8_category_p5_longer_few",
        "mine_shapes10_resnet8_category_p5_steps_few",
        "mine_shapes10_resnet8_speech_p5_few",
        "mine_shapes10_resnet8_speech_p5_longer_few",
        "mine_shapes10_resnet8_speech_p5_steps_few",
    ], _names(runs))
    asserts.equals(env, [None, "12 epochs", "steps"], [
        run.variant.title if run.variant else None
        for run in runs[:3]
    ])
    asserts.equals(env, [3, 12, 3], [run.recipe["epochs"] for run in runs[:3]])
    asserts.equals(env, {"milestones": [2]}, runs[2].recipe["multi_step"])

    # The others are what they are without variants.
    without = profile_runs("mine", _profile(plain), user_labels = {})
    asserts.equals(env, _names(without), [run.name for run in runs if not run.variant])
    asserts.equals(
        env,
        [dict(run.recipe, epochs = 3) for run in without],
        [run.recipe for run in runs if not run.variant],
    )
    return unittest.end(env)

_variants_test = unittest.make(_variants_impl)

def _draws_impl(ctx):
    env = unittest.begin(ctx)
    tested = _profile({
        "fig2": [_small(labels = ["random"])],
        "fig4": [
            grid(
                datasets = ["shapes10"],
                encoders = ["resnet8"],
                labels = labels,
                one_draw = one_draw,
                seeds = [7, 8],
            )
            for labels, one_draw in [(["speech", "random"], False), (["random"], True)]
        ],
    }, on_request = {"controls": {"fig4": ["onehot"]}})
    runs = profile_runs("mine", tested, "fig4", user_labels = {})
    asserts.equals(env, [
        ("mine_shapes10_resnet8_speech", 0, None),
        ("mine_shapes10_resnet8_speech_s8", 0, None),
        ("mine_shapes10_resnet8_random_d7", 7, None),
        ("mine_shapes10_resnet8_random_s8_d8", 8, None),
        ("mine_shapes10_resnet8_random_one_draw", 0, "one draw"),
        ("mine_shapes10_resnet8_random_s8_one_draw", 0, "one draw"),
    ], [
        (run.name, run.recipe["label"]["seed"], run.variant.title if run.variant else None)
        for run in runs
    ])
    asserts.equals(
        env,
        ["mine_shapes10_resnet8_random"],
        _names(profile_runs("mine", tested, "fig2", user_labels = {})),
    )
    asserts.equals(
        env,
        ["mine_shapes10_resnet8_onehot", "mine_shapes10_resnet8_onehot_s8"],
        _names(profile_runs("mine", tested, requested_grid("fig4", "controls"), user_labels = {})),
    )
    return unittest.end(env)

_draws_test = unittest.make(_draws_impl)

def _runs_of(*grids):
    return profile_runs("mine", _profile({"fig4": list(grids)}), user_labels = {})

def _varied(*variants):
    return _small(labels = ["category"], variants = list(variants))

def _same_name():
    _varied(_LONGER, variant("longer", "24 epochs", {"epochs": 24}))

def _same_title():
    _varied(_LONGER, variant("more", "12 epochs", {"epochs": 24}))

def _no_title():
    _varied(variant("more", "", {"epochs": 24}))

def _bad_name():
    variant("1e-4", "1e-4", {})

def _same_recipe():
    _runs_of(_varied(_LONGER, variant("more", "more", {"epochs": 12})))

def _no_change():
    _runs_of(_varied(variant("same", "6 epochs", {"epochs": 6})))

def _unknown_field():
    _runs_of(_varied(variant("rate", "rate", {"learnig_rate": "0.1"})))

def _another_seed():
    _runs_of(_varied(variant("seed", "seed 8", {"seed": 8})))

def _not_drawn():
    _small(labels = ["speech"], one_draw = True)

def _another_runs_name():
    longer = _small(labels = ["category"], changes = {"epochs": 12}, suffix = "_longer")
    _runs_of(_varied(_LONGER), longer)

def _attacked():
    check_variants({"mine": _profile({"fig3": [_varied(_LONGER)]})}, ["fig3"])

def _other_segments():
    _runs_of(
        _small(labels = ["category"], segments = 2),
        _small(labels = ["category"], segments = 3),
    )

# What is refused, with what the message has to say.
_REFUSED = {
    "another_runs_name": (
        _another_runs_name,
        "run mine_shapes10_resnet8_category_longer: two recipes or variants",
    ),
    "another_seed": (_another_seed, "\"seed\" is no field of the recipe that it may change"),
    "attacked": (_attacked, "profile mine, fig3: variant \"longer\": its models are attacked"),
    "bad_name": (_bad_name, "variant \"1e-4\""),
    "no_change": (
        _no_change,
        "category: variant \"same\" has the recipe of the run without variant",
    ),
    "no_title": (_no_title, "title \"\" is empty"),
    "not_drawn": (_not_drawn, "grid of one draw: label kind \"speech\" is not drawn"),
    "other_segments": (
        _other_segments,
        "run mine_shapes10_resnet8_category: 2 segments, and 3 in fig4",
    ),
    "same_name": (_same_name, "name \"longer\" is there twice"),
    "same_recipe": (
        _same_recipe,
        "category: variant \"more\" has the recipe of variant \"longer\"",
    ),
    "same_title": (_same_title, "title \"12 epochs\" is there twice"),
    "unknown_field": (
        _unknown_field,
        "variant \"rate\": \"learnig_rate\" is no field of the recipe that it may change; expected one of device, epochs, ",
    ),
}

def _refused_impl(ctx):
    _REFUSED[ctx.attr.case][0]()
    return []

_refused = rule(
    doc = "Does, in its analysis, what has to fail.",
    implementation = _refused_impl,
    attrs = {"case": attr.string(mandatory = True, values = _REFUSED.keys())},
)

def _refused_test_impl(ctx):
    env = analysistest.begin(ctx)
    asserts.expect_failure(env, _REFUSED[ctx.attr.case][1])
    return analysistest.end(env)

_refused_test = analysistest.make(
    _refused_test_impl,
    attrs = {"case": attr.string(mandatory = True)},
    expect_failure = True,
)

def _profiles_impl(ctx):
    env = unittest.begin(ctx)
    titles = [tested.title for tested in PROFILES.values()]
    asserts.equals(env, len(titles), len({title: True for title in titles}))
    for name, tested in PROFILES.items():
        for run in profile_runs(name, tested):
            asserts.true(env, run.name.startswith(name + "_"), run.name)
            asserts.true(env, run.dataset in DATASETS, run.dataset)
    return unittest.end(env)

_profiles_test = unittest.make(_profiles_impl)

def grid_test_suite(name):
    unittest.suite(
        name,
        _names_test,
        _recipes_test,
        _sharing_test,
        _user_kinds_test,
        _variants_test,
        _draws_test,
        _profiles_test,
    )
    for case in _REFUSED:
        _refused(
            name = "{}_{}".format(name, case),
            case = case,
            tags = ["manual"],
        )
        _refused_test(
            name = "{}_{}_test".format(name, case),
            case = case,
            target_under_test = ":{}_{}".format(name, case),
        )
