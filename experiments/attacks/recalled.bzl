"""Attributes that differ where attacks are recalled instead of run."""

def if_attacks_recalled(label):
    """`label` under --config=recorded, else nothing."""
    return select({
        "//experiments:recalls_attacks": label,
        "//conditions:default": None,
    })

def unless_attacks_recalled(label):
    """`label`, but nothing under --config=recorded."""
    return select({
        "//experiments:recalls_attacks": None,
        "//conditions:default": label,
    })
