"""The data sets, in the order of tables.

One of your own is a folder datasets/files/<name> and an entry at the end: RGB images in CIFAR's
binary layout (lib/data/cifar.h), 32x32 or of a size that the entry says.
"""

load("//lib/base:names.bzl", "check_names")
load("//lib/data:image_size.bzl", "CIFAR_IMAGE_SIZE")

def dataset(
        title,
        classes,
        train_images,
        test_images,
        role = "user",
        files = None,
        recordings = None,
        profiles = [],
        image_size = CIFAR_IMAGE_SIZE,
        pronunciations = {},
        train_sha256 = "",
        test_sha256 = ""):
    """A data set.

    Args:
      title: what tables and figures call it.
      classes: number of classes.
      train_images: number of images in the training files, of which some validate.
      test_images: number of images in the test file.
      role: "paper"; "embedded" for those that are drawn here; "user", which every table and figure
        of `profiles` has behind the others.
      files: label of its files; None: those of datasets/files/<name>, or those that are drawn.
      recordings: what `speech` is made from: label of files 0.wav, 1.wav, ... in the order of the
        classes, or a folder of them below datasets/files, such as "mine/spoken"; None: the class
        names are spoken by espeak-ng.
      profiles: of a user's data set: names of the profiles that have it.
      image_size: height and width of its images in pixels; encoders take multiples of 32, those
        without VGG's pools of 4.
      pronunciations: from a class name to phones of the CMU dictionary, "SH R UW": a further way to
        speak it, for the speech recogniser of table_listening.
      train_sha256: digest of the training images (ImageSet.sha256, lib/data/image_set.h), where it
        is known; other images are refused.
      test_sha256: that of the test images, known with it.
    Returns:
      A struct for DATASETS.
    """
    if profiles and role != "user":
        fail("data set {}: `profiles` is for a user's; the profiles name the others".format(title))
    if recordings and ":" not in recordings:
        recordings = "//datasets/files:" + recordings
    return struct(
        classes = classes,
        files = files,
        image_size = image_size,
        profiles = profiles,
        pronunciations = pronunciations,
        recordings = recordings,
        role = role,
        test_images = test_images,
        test_sha256 = test_sha256,
        title = title,
        train_images = train_images,
        train_sha256 = train_sha256,
    )

DATASETS = {
    "cifar10": dataset(
        "CIFAR-10",
        10,
        50000,
        10000,
        "paper",
        "@cifar10//:files",
        "@paper_labels//:cifar10_wavs",
        # The authors' recording of it says "car".
        pronunciations = {"automobile": "K AA R"},
        test_sha256 = "c601bf85e16d3df5ce4a9a274bdaa4475e7a92eb0939ca63c602ccc780548819",
        train_sha256 = "e47348e92e1b30ac0f7c8442987cf05d07f7556eaf7a09b8fae52543df7266c6",
    ),
    "cifar100": dataset(
        "CIFAR-100",
        100,
        50000,
        10000,
        "paper",
        "@cifar100//:files",
        "@paper_labels//:cifar100_wavs",
        # Not in the recogniser's dictionary.
        pronunciations = {"shrew": "SH R UW"},
        test_sha256 = "e1ecae9c9ac502e54f6416a9a80cb7f52ec5272c09852d6109e6e2db0ddaf400",
        train_sha256 = "ff400af27a149d456a38c1612e8fa6ce1f3f5ea6fd117021b04a0f6ea1dfc0b4",
    ),
    "shapes10": dataset("Shapes-10", 10, 2250, 1000, "embedded"),
    "shapes100": dataset("Shapes-100", 100, 4450, 1000, "embedded"),
    # Data sets of your own:
}

check_names("data set", DATASETS)

def datasets(*roles):
    """Names of the data sets that have one of these roles, in the catalogue's order."""
    return [name for name, entry in DATASETS.items() if entry.role in roles]

def user_datasets_of(profile):
    """Names of the user's data sets that a profile has."""
    return [name for name, entry in DATASETS.items() if profile in entry.profiles]
