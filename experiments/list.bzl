"""`bazel run //experiments:list`: the names that flags, run files and user's lines take."""

load("//attacks:catalogue.bzl", "ATTACKS")
load("//datasets:catalogue.bzl", "DATASETS", "datasets")
load("//experiments:profiles.bzl", "PROFILES")
load("//experiments:reports.bzl", "REPORTS")
load("//labels:catalogue.bzl", "LABEL_KINDS")
load("//lib/data:dataset.bzl", "DatasetInfo")
load("//lib/data:image_size.bzl", "CIFAR_IMAGE_SIZE")
load("//models:catalogue.bzl", "ENCODERS", "ENCODER_FAMILIES")

_SCRIPT = """#!/bin/bash
# Prints what is known to the build; of a data set that the user names,
# the classes that its folder has.
set -eu
classes() {{
  local names
  names=$(tr -d '\\r' < "$2" | sed '/^[[:space:]]*$/d' | paste -sd, | sed 's/,/, /g')
  echo "  $1: $names"
}}
cat "{text}"
echo
echo "Classes, in their order"
{classes}
"""

# Of CIFAR's layouts: the files that have the class names.
_USER_FOLDER = """folder=${variable}
found=false
for file in batches.meta.txt fine_label_names.txt; do
  [ -z "$folder" ] || [ ! -r "$folder/$file" ] || {{ classes {name} "$folder/$file"; found=true; }}
done
$found || echo "  {name}: set {text} to its folder to see them"
"""

def _padded(text, width):
    return text + " " * max(width - len(text), 0)

def _section(title, rows):
    width = max([len(name) for name, _ in rows])
    return [title] + ["  {}  {}".format(_padded(name, width), what).rstrip() for name, what in rows] + [""]

def _text():
    labels = [(name, kind.title, kind.role) for name, kind in LABEL_KINDS.items() if kind.role]
    encoders = [(name, "{}, {}".format(entry.title, entry.role)) for name, entry in ENCODERS.items()]
    encoders += [
        (name + "<number>", "{}<number>, other members of the family".format(entry.title))
        for name, entry in ENCODER_FAMILIES.items()
    ]
    lines = _section(
        "Profiles (--config=NAME; --config=recorded looks up what was recorded of cpu)",
        [(name, profile.title) for name, profile in PROFILES.items()],
    )
    lines += _section("Tables and figures (./bazelw run //experiments:NAME)", [
        (name, entry.title)
        for name, entry in REPORTS.items()
        if entry.of_profile
    ])
    lines += _section(
        "Data sets",
        [
            (name, "{}: {} classes, {} training and {} test images{}".format(
                entry.title,
                entry.classes,
                entry.train_images,
                entry.test_images,
                "" if entry.image_size == CIFAR_IMAGE_SIZE else " of {0}x{0}".format(entry.image_size),
            ))
            for name, entry in DATASETS.items()
        ],
    )
    lines += _section("Encoders", encoders)
    lines += _section(
        "Label kinds",
        [(name, "{}, {}".format(title, role)) for name, title, role in labels],
    )
    lines += _section("Attacks", [(name, entry.title) for name, entry in ATTACKS.items()])
    return "\n".join(lines[:-1]) + "\n"

def _name_list_impl(ctx):
    text = ctx.actions.declare_file(ctx.label.name + ".txt")
    ctx.actions.write(text, ctx.attr.text)
    built = {
        target[DatasetInfo].name: target[DatasetInfo].class_names
        for target in ctx.attr.datasets
    }
    classes = []
    for name in DATASETS:
        if name in built:
            classes.append("classes {} \"{}\"\n".format(name, built[name].short_path))
        else:
            variable = "LABELREP_" + name.upper()
            classes.append(_USER_FOLDER.format(
                name = name,
                text = variable,
                variable = "{%s:-}" % variable,
            ))
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        script,
        _SCRIPT.format(classes = "".join(classes), text = text.short_path),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        files = depset([text]),
        runfiles = ctx.runfiles([text] + built.values()),
    )]

_name_list = rule(
    implementation = _name_list_impl,
    executable = True,
    attrs = {
        "datasets": attr.label_list(providers = [DatasetInfo]),
        "text": attr.string(mandatory = True),
    },
)

def name_list(name):
    """A target that prints the catalogues.

    Args:
      name: of the target.
    """
    _name_list(
        name = name,
        # Building others may download them.
        datasets = ["//datasets:" + dataset for dataset in datasets("embedded", "user")],
        text = _text(),
    )
