"""Data sets beyond the paper's: each is in every table and figure of the profiles that it names."""

load("//lib/data:user_dataset.bzl", "user_dataset")

# A line each; the files lie in lib/data/files/<name>/.
USER_DATASETS = [
    # user_dataset("mine", classes = 10, train_images = 5000, test_images = 1000, profiles = ["cpu"]),
]

def user_datasets_of(profile):
    """Names of the user's data sets that a profile has."""
    return [dataset.name for dataset in USER_DATASETS if profile in dataset.profiles]
