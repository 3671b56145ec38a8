"""What one line of user_datasets.bzl says."""

_PROFILES = ["smoke", "cpu", "paper"]

def check_name(what, name):
    """Fails unless a name can stand in targets, files and scripts: lower-case letters, digits and underscores."""
    for character in name.elems():
        if not (character.isdigit() or character == "_" or (character.isalpha() and character.islower())):
            fail("{}(\"{}\"): \"{}\" in the name; expected lower-case letters, digits and underscores".format(what, name, character))
    if not name:
        fail(what + ": the name is empty")

def user_dataset(name, classes, train_images, test_images, profiles):
    """A data set beyond the paper's, in CIFAR's binary layout (lib/data/cifar.h): 32x32 RGB images.

    Args:
      name: of the folder lib/data/files/<name> with its files, and in tables and figures; lower-case
        letters, digits and underscores.
      classes: number of classes.
      train_images: number of images in the training files.
      test_images: number of images in the test file.
      profiles: names of the profiles whose tables and figures have it.
    Returns:
      A struct for USER_DATASETS.
    """
    check_name("user_dataset", name)
    for profile in profiles:
        if profile not in _PROFILES:
            fail("user_dataset(\"{}\"): profile \"{}\" is unknown; expected one of {}".format(name, profile, ", ".join(_PROFILES)))
    return struct(
        classes = classes,
        name = name,
        profiles = profiles,
        test_images = test_images,
        train_images = train_images,
    )
