"""The encoders, in the order of tables: those that profiles name, and the files that they stand in."""

load("//lib/base:names.bzl", "check_names")

def encoder(title, source, role = "user"):
    """An encoder.

    Args:
      title: what tables and figures call it.
      source: the file of this folder that registers it or its family, without ".cc".
      role: "paper"; "slim" for the small ones of the smoke profile; "user".
    Returns:
      A struct for ENCODERS.
    """
    return struct(role = role, source = source, title = title)

ENCODERS = {
    "vgg19": encoder("VGG19", "vgg", "paper"),
    "resnet32": encoder("ResNet-32", "resnet", "paper"),
    "resnet110": encoder("ResNet-110", "resnet", "paper"),
    "vgg_slim": encoder("VGG-slim", "vgg", "slim"),
    "resnet8": encoder("ResNet-8", "resnet", "slim"),
    "resnet14": encoder("ResNet-14", "resnet", "slim"),
    # Encoders of your own:
}

# Files that register a family: any member "<prefix><digits>" is called "<title><digits>".
ENCODER_FAMILIES = {
    "resnet": encoder("ResNet-", "resnet"),
}

check_names("encoder", ENCODERS)

def find_encoder(name):
    """The entry of an encoder or of a family's member; fails for a name that is unknown."""
    if name in ENCODERS:
        return ENCODERS[name]
    for prefix, family in ENCODER_FAMILIES.items():
        if name.startswith(prefix) and name[len(prefix):].isdigit():
            return encoder(family.title + name[len(prefix):], family.source)
    return fail("encoder \"{}\" is unknown; expected one of {}".format(
        name,
        ", ".join(ENCODERS.keys() + [prefix + "<number>" for prefix in ENCODER_FAMILIES]),
    ))

def encoders(*roles):
    """Names of the encoders that have one of these roles, in the catalogue's order."""
    return [name for name, entry in ENCODERS.items() if entry.role in roles]

ENCODER_SOURCES = {
    entry.source: True
    for entry in ENCODERS.values() + ENCODER_FAMILIES.values()
}.keys()
