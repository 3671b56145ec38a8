"""What differs where runs are recalled instead of trained."""

def if_recorded(label):
    """`label` under --//experiments:recorded, else nothing."""
    return select({
        "//experiments:is_recorded": label,
        "//conditions:default": None,
    })

def unless_recorded(label):
    """`label`, but nothing (so that nothing is fetched or compiled for it) under --//experiments:recorded."""
    return select({
        "//experiments:is_recorded": None,
        "//conditions:default": label,
    })

def recorded_files(files, recipe, suffixes):
    """Those of the recorded files that may be of a run, by the names that the recorder gives.

    A lookup that reads few files is fast, and stays valid when other runs are recorded.

    Args:
      files: all recorded files.
      recipe: of the run, a dict.
      suffixes: of the files that are needed.
    Returns:
      List of files.
    """
    prefix = "_".join([recipe["dataset"], recipe["encoder"], recipe["label"]["kind"]]) + "_e"
    return [
        file
        for file in files
        if file.basename.startswith(prefix) and any([file.basename.endswith(suffix) for suffix in suffixes])
    ]
