"""What one line of user_labels.bzl says."""

load("//datasets:catalogue.bzl", "DATASETS")
load("//lib/data:user_dataset.bzl", "check_name")

def user_label(kind, npy = {}, class_order = {}, datasets = None, shape = [64, 64]):
    """A label kind beyond the paper's.

    Args:
      kind: name in tables and figures; lower-case letters, digits and underscores. Without `npy` it
        is a kind that labels/ knows by this name.
      npy: from data set to a file of per-class arrays, class by class.
      class_order: from data set to a text file with the class names in the order of the .npy file,
        one a line, where that is not the data set's own order.
      datasets: data sets that have the kind; those of `npy` where it is given, else all.
      shape: shape of one label, for //experiments:plan only: [n] for a linear head with n outputs,
        [64, 64] or [48, 48] for the decoder.
    Returns:
      A struct for USER_LABELS.
    """
    check_name("user_label", kind)
    for dataset in npy.keys() + class_order.keys() + (datasets or []):
        if dataset not in DATASETS:
            fail("user_label(\"{}\"): data set \"{}\" is unknown; expected one of {}".format(kind, dataset, ", ".join(DATASETS.keys())))
    for dataset in class_order:
        if dataset not in npy:
            fail("user_label(\"{}\"): class_order for {}, but no npy".format(kind, dataset))
    return struct(
        class_order = class_order,
        datasets = datasets or npy.keys() or DATASETS.keys(),
        kind = kind,
        npy = npy,
        shape = shape,
    )
