"""Recipes (results/run.proto) as Starlark data, and their text form."""

_MAX_FIELDS = 1 << 30

_DIGITS = "0123456789"
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

def quoted(text):
    """A string of a textproto, for texts that may look like a number or an enum's value."""
    return "\"%s\"" % text.replace("\\", "\\\\").replace("\"", "\\\"")

def _is_bare(text):
    """Whether it is what quoted() gave, a number ("5e-4") or an enum's value ("BF16_AUTOCAST")."""
    first = text[:1]
    if first == "\"":
        return True
    if first and first in _CAPITALS:
        return not text.strip(_CAPITALS + _DIGITS + "_")
    return first and first in _DIGITS + "-." and not text.strip(_DIGITS + "+-.e")

def _scalar(value):
    if type(value) == "bool":
        return "true" if value else "false"
    if type(value) == "string" and not _is_bare(value):
        return quoted(value)
    return str(value)

def message_text(fields):
    """The fields of a message in textproto form.

    Args:
      fields: dict from field name to an int, bool, string, dict (a message) or list (a repeated
        field). A string that is a number (those with a point are written as strings) or an enum's
        value, in capitals, goes in as it is, as does what quoted() gave; any other is quoted.
    Returns:
      Lines of text, each ending in a newline.
    """
    lines = []

    # Starlark has no recursion: what is still to be written, the next at the end.
    pending = [(0, name, fields[name]) for name in reversed(fields.keys())]
    for _ in range(_MAX_FIELDS):
        if not pending:
            break
        depth, name, value = pending.pop()
        indent = "  " * depth
        if name == "}":
            lines.append(indent + "}")
        elif type(value) == "dict":
            lines.append(indent + name + " {")
            pending.append((depth, "}", None))
            pending += [(depth + 1, key, value[key]) for key in reversed(value.keys())]
        elif type(value) == "list":
            pending += [(depth, name, element) for element in reversed(value)]
        else:
            lines.append("{}{}: {}".format(indent, name, _scalar(value)))
    return "\n".join(lines) + "\n"

_SCHEDULES = ["multi_step", "one_cycle"]

def check_changes(what, fields, changes):
    """Fails where `changes` have a field that is none of a recipe's.

    Args:
      what: the changes are, for the message.
      fields: names of those that may change; either kind of schedule may.
      changes: see merge_recipe().
    """
    known = {field: True for field in fields + _SCHEDULES}.keys()
    for field in changes:
        if field not in known:
            fail("{}: \"{}\" is no field of the recipe that it may change; expected one of {}".format(
                what,
                field,
                ", ".join(known),
            ))

def merge_recipe(base, changes):
    """`base` with `changes` over it.

    Args:
      base: a recipe in message_text()'s form.
      changes: fields to replace; a schedule replaces the other kind of schedule too.
    Returns:
      A new dict.
    """
    merged = dict(base)
    if [name for name in _SCHEDULES if name in changes]:
        for name in _SCHEDULES:
            merged.pop(name, None)
    merged.update(changes)
    return merged
