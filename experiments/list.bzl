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
_USER_FOLDER = """folder=${{{variable}:-}}
found=false
for file in batches.meta.txt fine_label_names.txt; do
  [ -z "$folder" ] || [ ! -r "$folder/$file" ] || {{ classes {name} "$folder/$file"; found=true; }}
done
$found || echo "  {name}: set {variable} to its folder to see them"
"""

# Heading -> what to say of each name.
_SECTIONS = {
    "Profiles (--config=NAME; --config=recorded looks up what was recorded of cpu)": {
        name: profile.title
        for name, profile in PROFILES.items()
    },
    "Tables and figures (./bazelw run //experiments:NAME)": {
        name: entry.title
        for name, entry in REPORTS.items()
        if entry.of_profile
    },
    "Data sets": {
        name: "{}: {} classes, {} training and {} test images{}".format(
            entry.title,
            entry.classes,
            entry.train_images,
            entry.test_images,
            "" if entry.image_size == CIFAR_IMAGE_SIZE else " of {0}x{0}".format(entry.image_size),
        )
        for name, entry in DATASETS.items()
    },
    "Encoders": dict({
        name: "{}, {}".format(entry.title, entry.role)
        for name, entry in ENCODERS.items()
    }, **{
        name + "<number>": entry.title + "<number>, other members of the family"
        for name, entry in ENCODER_FAMILIES.items()
    }),
    "Label kinds": {
        name: "{}, {}".format(kind.title, kind.role)
        for name, kind in LABEL_KINDS.items()
        if kind.role
    },
    "Attacks": {name: entry.title for name, entry in ATTACKS.items()},
}

def _section(heading, said):
    width = max([len(name) for name in said])
    rows = ["  {}{}  {}".format(name, " " * (width - len(name)), said[name]) for name in said]
    return "\n".join([heading] + rows) + "\n"

def _classes(name, built):
    """The lines of the script that show the classes of a data set."""
    if name in built:
        return "classes {} \"{}\"\n".format(name, built[name].short_path)
    return _USER_FOLDER.format(name = name, variable = "LABELREP_" + name.upper())

def _name_list_impl(ctx):
    text = ctx.actions.declare_file(ctx.label.name + ".txt")
    ctx.actions.write(text, "\n".join([_section(*section) for section in _SECTIONS.items()]))
    built = {
        target[DatasetInfo].name: target[DatasetInfo].class_names
        for target in ctx.attr._datasets
    }
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    classes = "".join([_classes(name, built) for name in DATASETS])
    ctx.actions.write(
        script,
        _SCRIPT.format(classes = classes, text = text.short_path),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = script,
        files = depset([text]),
        runfiles = ctx.runfiles([text] + built.values()),
    )]

name_list = rule(
    doc = "A program that prints the catalogues.",
    implementation = _name_list_impl,
    executable = True,
    attrs = {
        # Building others may download them.
        "_datasets": attr.label_list(
            default = ["//datasets:" + name for name in datasets("embedded", "user")],
        ),
    },
)
