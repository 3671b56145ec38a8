"""Tests of grid.bzl and of the one list of profiles."""

load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:grid.bzl", "grid", "override", "profile", "profile_runs", "requested_grid")
load("//experiments:profiles.bzl", "PROFILES")
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
        "table1": [_small(labels = ["category"])],
        "table2": [],
    })
    runs = profile_runs("mine", tested, user_labels = {})
    asserts.equals(env, [["fig2", "table1"], ["fig2"]], [run.tables for run in runs])
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
        _profiles_test,
    )
