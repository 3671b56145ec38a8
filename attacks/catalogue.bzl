"""The attacks, in the order of tables: an entry for each file that registers one."""

def attack_kind(title, role = "user"):
    """An attack.

    Args:
      title: what tables and figures call it.
      role: "profile" where profiles choose recipes for it; "user" for one that every profile has with
        its own defaults.
    Returns:
      A struct for ATTACKS.
    """
    return struct(role = role, title = title)

ATTACKS = {
    "fgsm": attack_kind("FGSM", "profile"),
    "iterative": attack_kind("iterative", "profile"),
    "pgd": attack_kind("PGD", "profile"),
    "square": attack_kind("Square", "profile"),
    # Attacks of your own:
}
