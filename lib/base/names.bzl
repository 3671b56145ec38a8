"""Names of what the catalogues list."""

_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"

def check_name(what, name):
    """Fails unless a name can stand in targets, files and scripts, and is no number.

    Args:
      what: kind of thing, for the message.
      name: lower-case letters, digits and underscores, a letter first.
    """
    for character in name.elems():
        if character not in _CHARACTERS:
            fail("{} \"{}\": \"{}\" in the name; expected lower-case letters, digits and underscores".format(
                what,
                name,
                character,
            ))
    if not name or not name[0].isalpha():
        fail("{} \"{}\": the name begins with no letter".format(what, name))

def check_names(what, names):
    """check_name() of each."""
    for name in names:
        check_name(what, name)
