"""What one line of user_datasets.bzl says."""

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
    return struct(
        classes = classes,
        name = name,
        profiles = profiles,
        test_images = test_images,
        train_images = train_images,
    )
