"""The attack program, linked with no attack or encoder that an action does not use.

So an attack or an encoder of one's own changes no program of others, and nothing is attacked anew.
"""

def linked_attacks(group):
    """What the program of an action links.

    Args:
      group: list of attack() or of dicts with their fields.
    Returns:
      The names of the attacks of the group's recipes, sorted, with blanks between.
    """
    recipes = [attack["recipe"] if type(attack) == "dict" else attack.recipe for attack in group]
    return " ".join(sorted({recipe["attack"]: True for recipe in recipes}.keys()))

def attack_program(name, attacks, encoder_sources, own_attacks = [], data = []):
    """Declares an attack program.

    Args:
      name: of the program.
      attacks: names of attacks of attacks/catalogue.bzl that it can run.
      encoder_sources: files, without ".cc", of the encoders whose models it can attack.
      own_attacks: labels of attack_library() elsewhere.
      data: files that it finds beside it.
    """
    native.cc_binary(
        name = name,
        data = data,
        deps = ["//experiments/attacks:attack_main"] +
               ["//attacks:" + attack for attack in attacks] +
               own_attacks +
               ["//models:" + source for source in encoder_sources],
    )

def group_program(group, encoder_source):
    """Name of the program for a group of attacks on models of an encoder."""
    return "_".join(["attack", encoder_source] + linked_attacks(group).split(" "))

def transfer_programs(encoder_sources):
    """From the program that tries images on models of an encoder to the file of the encoder."""
    return {"transfer_" + source: source for source in encoder_sources}
