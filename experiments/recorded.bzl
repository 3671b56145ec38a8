"""Attributes that differ where runs are recalled instead of trained."""

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
