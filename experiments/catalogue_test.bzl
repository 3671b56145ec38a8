"""Tests of the catalogues together: what tables and figures show must be told apart."""

load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//attacks:catalogue.bzl", "ATTACKS")
load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments:catalogue.bzl", "catalogue")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:recipe.bzl", "message_text")
load("//labels:catalogue.bzl", "LABEL_KINDS", "label_kinds", "label_shape")
load("//models:catalogue.bzl", "ENCODERS", "find_encoder")

def _titles_impl(ctx):
    env = unittest.begin(ctx)
    for entries in [LABEL_KINDS, DATASETS, ENCODERS, ATTACKS]:
        by_title = {}
        for name, entry in entries.items():
            asserts.false(env, entry.title in by_title, "{} and {} have one title".format(name, by_title.get(entry.title)))
            by_title[entry.title] = name
    return unittest.end(env)

_titles_test = unittest.make(_titles_impl)

_HEX = "0123456789abcdef"

# In sRGB, 0 to 255 a channel: black and white are 441 apart, two of Okabe and Ito's at least 67.
_MIN_COLOR_DISTANCE = 60

def _channels(color):
    digits = [_HEX.index(digit) for digit in color[1:].lower().elems()]
    return [16 * digits[i] + digits[i + 1] for i in [0, 2, 4]]

def _squared_distance(one, other):
    differences = [a - b for a, b in zip(_channels(one), _channels(other))]
    red, green, blue = differences
    return red * red + green * green + blue * blue

def _colors_impl(ctx):
    env = unittest.begin(ctx)
    colored = [(name, kind.color) for name, kind in LABEL_KINDS.items() if kind.color]
    for index, (name, color) in enumerate(colored):
        asserts.true(env, len(color) == 7 and color[0] == "#", name + ": " + color)
        for other, other_color in colored[:index]:
            distance = _squared_distance(color, other_color)
            asserts.true(
                env,
                distance >= _MIN_COLOR_DISTANCE * _MIN_COLOR_DISTANCE,
                "{} ({}) and {} ({}) look alike".format(name, color, other, other_color),
            )
        from_white = _squared_distance(color, "#ffffff")
        asserts.true(env, from_white >= _MIN_COLOR_DISTANCE * _MIN_COLOR_DISTANCE, name)
    for name in label_kinds("paper"):
        asserts.true(env, LABEL_KINDS[name].color != None, name + " has no colour")
    return unittest.end(env)

_colors_test = unittest.make(_colors_impl)

def _encoders_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, "VGG-slim", find_encoder("vgg_slim").title)
    asserts.equals(env, "ResNet-56", find_encoder("resnet56").title)
    asserts.equals(env, find_encoder("resnet32").source, find_encoder("resnet56").source)
    return unittest.end(env)

_encoders_test = unittest.make(_encoders_impl)

def _labels_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, [100], label_shape(LABEL_KINDS["category"], "cifar100"))
    asserts.equals(env, [64, 64], label_shape(LABEL_KINDS["speech"], "cifar100"))
    for name, kind in LABEL_KINDS.items():
        asserts.true(env, kind.role in ["paper", "user", "embedding", "authors", "control", "replication", "statistics", ""], name)
        asserts.equals(env, kind.role == "authors", kind.role != "user" and len(kind.npy) > 0, name)
    return unittest.end(env)

_labels_test = unittest.make(_labels_impl)

def _message_impl(ctx):
    env = unittest.begin(ctx)
    message = catalogue()
    roles = [label["role"].strip("\"") for label in message["labels"]]
    order = [role for index, role in enumerate(roles) if role not in roles[:index]]
    asserts.equals(env, [role for role in ["paper", "user", "embedding", "authors", "control", "replication", "statistics"] if role in roles], order)
    known = [encoder["name"].strip("\"") for encoder in message["encoders"]]
    for profile in PROFILES.values():
        for grids in profile.grids.values():
            for encoder in [name for grid in grids for name in grid.encoders]:
                asserts.true(env, encoder in known, encoder)
    text = message_text(message)
    asserts.true(env, "  title: \"FGSM\"\n" in text)
    asserts.true(env, "  color: \"#009E73\"\n" in text)
    return unittest.end(env)

_message_test = unittest.make(_message_impl)

def catalogue_test_suite(name):
    unittest.suite(name, _titles_test, _colors_test, _encoders_test, _labels_test, _message_test)
