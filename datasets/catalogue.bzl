"""The data sets, in the order of tables."""

load("//lib/data:user_datasets.bzl", "USER_DATASETS")

def dataset(title, classes, train_images, test_images, speech_source, role = "user"):
    """A data set.

    Args:
      title: what tables and figures call it.
      classes: number of classes.
      train_images: training and validation images.
      test_images: test images.
      speech_source: what its class names are spoken by unless the build says otherwise: "recordings"
        of the paper's authors, or "espeak".
      role: "paper"; "embedded" for those that are drawn here; "user".
    Returns:
      A struct for DATASETS.
    """
    return struct(
        classes = classes,
        role = role,
        speech_source = speech_source,
        test_images = test_images,
        title = title,
        train_images = train_images,
    )

DATASETS = {
    "cifar10": dataset("CIFAR-10", 10, 50000, 10000, "recordings", "paper"),
    "cifar100": dataset("CIFAR-100", 100, 50000, 10000, "recordings", "paper"),
    "shapes10": dataset("Shapes-10", 10, 2250, 1000, "espeak", "embedded"),
    "shapes100": dataset("Shapes-100", 100, 4450, 1000, "espeak", "embedded"),
}
DATASETS.update({
    user.name: dataset(user.name, user.classes, user.train_images, user.test_images, "espeak")
    for user in USER_DATASETS
})

def datasets(*roles):
    """Names of the data sets that have one of these roles, in the catalogue's order."""
    return [name for name, entry in DATASETS.items() if entry.role in roles]
