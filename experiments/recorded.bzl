"""What differs where measurements are recalled instead of made."""

def _if(setting, label):
    return select({setting: label, "//conditions:default": None})

def _unless(setting, label):
    return select({setting: None, "//conditions:default": label})

def if_recorded(label):
    """`label` under --//experiments:recorded, else nothing."""
    return _if("//experiments:is_recorded", label)

def unless_recorded(label):
    """`label`, but nothing (so that nothing is fetched or compiled for it) under --//experiments:recorded."""
    return _unless("//experiments:is_recorded", label)

def if_attacks_recalled(label):
    """`label` where attacks, and what else is done to trained models, are recalled; else nothing."""
    return _if("//experiments:recalls_attacks", label)

def unless_attacks_recalled(label):
    """`label`, but nothing where attacks, and what else is done to trained models, are recalled."""
    return _unless("//experiments:recalls_attacks", label)
