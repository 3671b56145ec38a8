"""The profiles: which runs each table and figure is made of, and how they are trained.

One of your own is a file of profiles/ and an entry here, and `build:<name>` in .bazelrc for
--config.
"""

load("//datasets:catalogue.bzl", "DATASETS")
load("//experiments/profiles:cpu.bzl", "CPU")
load("//experiments/profiles:paper.bzl", "PAPER")
load("//experiments/profiles:replication.bzl", "REPLICATION")
load("//experiments/profiles:smoke.bzl", "SMOKE")
load("//lib/base:names.bzl", "check_names")

PROFILES = {
    "cpu": CPU,
    "paper": PAPER,
    "replication": REPLICATION,
    "smoke": SMOKE,
}

DEFAULT_PROFILE = "smoke"

check_names("profile", PROFILES)

def check_dataset_profiles(datasets, profiles):
    """Fails where a data set is to be in a profile that does not exist."""
    for name, entry in datasets.items():
        for profile in entry.profiles:
            if profile not in profiles:
                fail("datasets/catalogue.bzl: \"{}\": profile \"{}\" is unknown; expected one of {}".format(
                    name,
                    profile,
                    ", ".join(profiles),
                ))

check_dataset_profiles(DATASETS, PROFILES)
