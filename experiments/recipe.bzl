"""Recipes (results/run.proto) as Starlark data, and their text form."""

# Fields whose values are quoted in a textproto; all others are numbers, enum names or bools.
_QUOTED = ["attack", "dataset", "encoder", "kind", "source"]

_MAX_FIELDS = 1 << 30

def quoted(text):
    """A string of a textproto, for fields whose name does not tell that they are one."""
    return "\"%s\"" % text

def _scalar(name, value):
    if type(value) == "bool":
        return "true" if value else "false"
    return quoted(value) if name in _QUOTED else str(value)

def message_text(fields):
    """The fields of a message in textproto form.

    Args:
      fields: dict from field name to an int, bool, string (numbers with a point are written as
        strings), dict (a message) or list (a repeated field).
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
            lines.append("{}{}: {}".format(indent, name, _scalar(name, value)))
    return "\n".join(lines) + "\n"

_SCHEDULES = ["multi_step", "one_cycle"]

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
