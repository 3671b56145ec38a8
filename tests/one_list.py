#!/usr/bin/env python3
"""Finds a second list of what a catalogue lists.

The names of the catalogues' entries may stand as string literals in the catalogues, in the files
that register them and in the profiles, which choose among them; anywhere else in the code they are
a second list, or the beginning of one. What has to name one is in EXCEPTIONS with its reason; an
exception that nothing needs any more is an error too. Each file that registers something has its
entry, and each entry its file.
  tests/one_list.py
"""
import pathlib
import re
import subprocess
import sys
import types

ROOT = pathlib.Path(__file__).resolve().parent.parent

CATALOGUES = {
    "labels/catalogue.bzl": "LABEL_KINDS",
    "datasets/catalogue.bzl": "DATASETS",
    "models/catalogue.bzl": "ENCODERS",
    "attacks/catalogue.bzl": "ATTACKS",
}

# File -> the names that it may hold, or None for any, and why.
EXCEPTIONS = {
    "attacks/auto.cc": ({"apgd", "apgd_t", "fab_t", "square"}, "the attacks that it is made of"),
    "benchmarks/attack_benchmark.cc": (None, "measures the speed of what it names"),
    "benchmarks/label_benchmark.cc": (None, "measures the speed of what it names"),
    "benchmarks/step_benchmark.cc": (None, "measures the speed of what it names"),
    "benchmarks/step_worker_main.cc": (None, "measures the speed of what it names"),
    "experiments/BUILD": ({"cifar10", "cifar100", "cpu", "smoke"},
                          "data sets of Tables 3 and 4; a device; the profile of a test"),
    "experiments/attacks/attack.bzl": (None, "recipes for the profiles: chooses attacks"),
    "experiments/profiles.bzl": ({"cpu", "paper", "replication", "smoke"},
                                "the list of profiles itself"),
    "experiments/tables/label_sets.bzl": (None, "label sets of Table 2"),
    "experiments/figures/catalogue.bzl": ({"category"}, "what others are compared with"),
    "experiments/site/site.bzl": ({"category", "speech"}, "what the front page compares"),
    "experiments/tables/catalogue.bzl": ({"cifar10", "cifar100", "smoke"},
                                         "data sets of Tables 3 and 4; subtitles of a profile"),
    "lib/attack/BUILD": ({"apgd"}, "what two attacks have in common"),
    "labels/make.cc": ({"bert_embedding", "glove_embedding", "speech"},
                       "what files make under a name of one's own"),
    "lib/text/bert_config.cc": ({"bert"}, "the architecture, as transformers call it"),
    "lib/data/dataset.bzl": (None, "the files of each variant that is drawn"),
    "lib/data/procedural.cc": (None, "draws the variants by name"),
    "lib/data/shape.cc": ({"square"}, "a shape, not the attack"),
    "lib/eval/synthetic_labels.cc": ({"category"}, "labels for tests and benchmarks"),
    "lib/viz/vega_pictures.cc": ({"smooth"}, "a property of Vega's image marks"),
    "third_party/cifar.bzl": (None, "files of CIFAR and of the authors"),
}

COMMENT = re.compile(r'"""(?:.|\n)*?"""|("(?:\\.|[^"\\\n])*")|//[^\n]*|#[^\n]*')
# Roles, of which one is called as a profile.
ROLES = re.compile(r"\b(?:datasets|encoders|label_kinds)\([^()]*\)")
REGISTRATION = re.compile(
    r'\b(?:RegisteredLabelKind|EncoderRegistration|AttackRegistration)\s+k\w+\(\{?\s*"([^"]+)"')
TEST = re.compile(r"(^|/)tests/|(^|/)testdata/|_test\.(cc|bzl|py)$|_testing\.(cc|h)$")


class Starlark:
    """Loads .bzl files that are data: their Starlark is Python too."""

    def __init__(self):
        self.loaded = {}

    def load(self, label):
        path = label.lstrip("/").replace(":", "/")
        if path not in self.loaded:
            scope = {"struct": types.SimpleNamespace, "fail": self.fail}
            scope["load"] = lambda other, *names: scope.update(
                {name: self.load(other)[name] for name in names})
            text = (ROOT / path).read_text()
            # Python's strings are sequences, its views of dicts are no lists.
            text = re.sub(r"([\w.]+)\.(keys|values)\(\)", r"list(\1.\2())", text)
            text = text.replace(".elems()", "")
            exec(compile(text, path, "exec"), scope)
            self.loaded[path] = scope
        return self.loaded[path]

    @staticmethod
    def fail(*message):
        sys.exit("one_list: " + " ".join(message))


def source_files():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
        capture_output=True, text=True).stdout.split("\n")
    return [path for path in listed
            if re.search(r"\.(cc|h|bzl)$|(^|/)BUILD$", path) and not TEST.search(path)
            and (ROOT / path).is_file()]


def literals(text):
    text = ROLES.sub("", text)
    return {match.group(1)[1:-1] for match in COMMENT.finditer(text) if match.group(1)}


def second_lists(names, files):
    errors, needed = [], set()
    for path in files:
        if path in CATALOGUES or path.startswith("experiments/profiles/"):
            continue
        text = (ROOT / path).read_text()
        registered = set(REGISTRATION.findall(text))
        found = {name for name in literals(text) & set(names) if name not in registered}
        allowed, _ = EXCEPTIONS.get(path, (set(), ""))
        refused = set() if allowed is None else found - allowed
        if found - refused:
            needed.add(path)
        if refused:
            errors.append(f"{path}: names {', '.join(sorted(refused))}, which a catalogue lists; "
                          "take the list from there, or give a reason in EXCEPTIONS")
    for path in sorted(set(EXCEPTIONS) - needed):
        errors.append(f"tests/one_list.py: {path} needs no exception any more; delete its line")
    return errors


def registrations(folder, files):
    """From what the folder's files register to the files, without suffix."""
    return {name: pathlib.PurePath(path).stem
            for path in files if re.fullmatch(folder + r"/\w+\.cc", path)
            for name in REGISTRATION.findall((ROOT / path).read_text())}


def compare(what, entries, registered):
    errors = [f"{what} {name}: has an entry, but no file registers it"
              for name in sorted(entries - registered)]
    return errors + [f"{what} {name}: is registered, but has no entry in the catalogue"
                     for name in sorted(registered - entries)]


def registration_errors(starlark, files):
    kinds = registrations("labels", files)
    expected = {name: entry.file or name for name, entry in
                starlark.load("labels/catalogue.bzl")["REGISTERED_KINDS"].items()}
    errors = compare("label kind", set(expected), set(kinds))
    errors += [f"label kind {name}: is registered by labels/{stem}.cc, "
               f"expected labels/{expected[name]}.cc"
               for name, stem in kinds.items() if stem != expected.get(name, stem)]
    models = starlark.load("models/catalogue.bzl")
    encoders = registrations("models", files)
    families = {name.split("<")[0]: stem for name, stem in encoders.items() if "<" in name}
    single = {name: stem for name, stem in encoders.items() if "<" not in name}
    errors += compare("family of encoders", set(models["ENCODER_FAMILIES"]), set(families))
    of_no_family = {name for name, entry in models["ENCODERS"].items()
                    if entry.source not in families.values() or name in single}
    errors += compare("encoder", of_no_family, set(single))
    errors += [f"encoder {name}: is registered by models/{single[name]}.cc, "
               f"its entry says {entry.source}.cc"
               for name, entry in models["ENCODERS"].items()
               if name in single and single[name] != entry.source]
    attacks = set(registrations("attacks", files)) or set(registrations("lib/attack", files))
    return errors + compare("attack", set(starlark.load("attacks/catalogue.bzl")["ATTACKS"]),
                            attacks)


def main():
    starlark = Starlark()
    names = []
    for path, entries in CATALOGUES.items():
        # What has no role is no kind by itself.
        names += [name for name, entry in starlark.load(path)[entries].items() if entry.role]
    profiles = (ROOT / "experiments/profiles.bzl").read_text()
    names += re.findall(r'^    "(\w+)": \w+,$', profiles, re.M)
    files = source_files()
    errors = second_lists(names, files) + registration_errors(starlark, files)
    print("\n".join(errors) or f"each of {len(names)} names is listed once")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
