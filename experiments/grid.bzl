"""From a profile, which is data, to its runs."""

load("//datasets:catalogue.bzl", "user_datasets_of")
load("//experiments:recipe.bzl", "check_changes", "merge_recipe")
load("//labels:catalogue.bzl", "USER_KINDS", "is_drawn")
load("//lib/base:names.bzl", "check_name")

# Flags of //experiments that add label kinds to figures and to what is recorded: "controls" those
# that tell loss, head and label apart, "embeddings" those that are made with a pretrained model.
ON_REQUEST = ["controls", "embeddings"]

def requested_grid(grid, flag):
    """Name of the grid that has what one of ON_REQUEST adds to a grid."""
    return "{}_{}".format(grid, flag)

def is_on_request(grid):
    """Whether it is the name of such a grid."""
    return len([flag for flag in ON_REQUEST if grid.endswith("_" + flag)]) > 0

# Seeds of the runs whose names do not tell them.
_DEFAULT_SEED = 7
_DEFAULT_LABEL_SEED = 0

# A struct that keeps its fields, for one that differs in some of them.
def _grid(fields):
    return struct(fields = fields, **fields)

def variant(name, title, changes):
    """A change to the recipe of a grid's runs, which tables and figures show beside them.

    Args:
      name: ends the names of the runs.
      title: what tables and figures call a label kind with it: "rate 0.01" of "Speech with rate 0.01".
      changes: to the recipe, in message_text()'s form.
    Returns:
      A struct for the `variants` of grid().
    """
    check_name("variant", name)
    return struct(changes = changes, name = name, title = title)

_ONE_DRAW = variant("one_draw", "one draw", {})

def _check_told_apart(variants):
    for field in ["name", "title"]:
        values = [getattr(variant, field) for variant in variants]
        for index, value in enumerate(values):
            if not value or value in values[:index]:
                fail("variants of a grid: {} \"{}\" is {}; expected one of its own for each".format(
                    field,
                    value,
                    "there twice" if value else "empty",
                ))

def grid(
        datasets,
        encoders,
        labels,
        seeds = [_DEFAULT_SEED],
        fractions = ["100"],
        changes = {},
        suffix = "",
        variants = [],
        one_draw = False,
        segments = None,
        user_labels = True,
        user_datasets = True):
    """The runs of one table or figure: every combination of the lists.

    Args:
      datasets: names of data sets; the profile's from users come behind them.
      encoders: names of encoders.
      labels: label kinds; the user's come behind them.
      seeds: seeds of runs.
      fractions: percentages of the training images.
      changes: to the recipe of all these runs.
      suffix: ends the runs' names, where `changes` make them other runs than those of other grids.
      variants: list of variant(): each run is there as it is, and in each of these besides.
      one_draw: whether labels that are drawn are the same for all seeds, which is a variant of its
        own. Else, where the grid has several seeds, each run's is its label's too, so that what
        differs between seeds holds what the draw makes.
      segments: actions that each of its runs is cut into, for its checkpoints; None: as the profile
        says, or another grid.
      user_labels: whether the user's label kinds are part of it.
      user_datasets: whether the user's data sets are part of it.
    Returns:
      A struct for the `grids` of a profile.
    """
    _check_told_apart(variants)
    for label in labels if one_draw else []:
        if not is_drawn(label):
            fail("grid of one draw: label kind \"{}\" is not drawn".format(label))
    return _grid({
        "changes": changes,
        "datasets": datasets,
        "encoders": encoders,
        "fractions": fractions,
        "labels": labels,
        "one_draw": one_draw,
        "seeds": seeds,
        "segments": segments,
        "suffix": suffix,
        "user_datasets": user_datasets,
        "user_labels": user_labels,
        "variants": variants,
    })

def override(changes, label = None, encoder = None):
    """Changes to the recipe of the runs that have this label kind and encoder."""
    return struct(changes = changes, encoder = encoder, label = label)

def profile(
        title,
        grids,
        recipe,
        overrides = [],
        on_device = {},
        segments = 1,
        attack_groups = [],
        on_request = {},
        measurements = {}):
    """A profile.

    Args:
      title: what a reader has to know about its numbers, for the tables.
      grids: from table or figure to a list of grids; those that it lacks have no runs of it.
      recipe: what the recipes of all runs share, in message_text()'s form.
      overrides: applied one after the other, before a grid's own changes.
      on_device: from a device, "CPU" or "CUDA", to further changes to the recipe of runs there.
      segments: actions that each run is cut into.
      attack_groups: lists of attack(), on the models of the robustness figures. The attacks of a
        group are one action: fewer actions start up less, more lose less when one is interrupted or
        added.
      on_request: from each of ON_REQUEST to a dict from table or figure to the label kinds that the
        flag adds to it, in a grid of their own: see requested_grid().
      measurements: from a kind of measurement of the runs' models to what its recipe changes here.
    Returns:
      A struct for profile_runs().
    """
    all_grids = dict(grids)
    for flag, kinds in on_request.items():
        if flag not in ON_REQUEST:
            fail("profile {}: on_request: \"{}\" is no flag; expected one of {}".format(title, flag, ", ".join(ON_REQUEST)))
        for table, labels in kinds.items():
            all_grids[requested_grid(table, flag)] = [
                _grid(dict(shown.fields, labels = labels, user_labels = False))
                for shown in grids[table]
                if not shown.one_draw
            ]
    return struct(
        attack_groups = attack_groups,
        grids = all_grids,
        measurements = measurements,
        on_device = on_device,
        overrides = overrides,
        recipe = recipe,
        segments = segments,
        title = title,
    )

def _matches(override, run):
    return (override.encoder in [None, run["encoder"]] and
            override.label in [None, run["label"]["kind"]])

def _recipe(profile, grid, run):
    recipe = merge_recipe(profile.recipe, run)
    for override in profile.overrides:
        if _matches(override, run):
            recipe = merge_recipe(recipe, override.changes)
    return merge_recipe(recipe, grid.changes)

def _recipes(profile, grid, run, run_name):
    """A run's (variant, recipe), first without the grid's; fails where two recipes are equal."""
    recipe = _recipe(profile, grid, run)
    recipes = [(_ONE_DRAW if grid.one_draw else None, recipe)]
    for variant in grid.variants:
        what = "run {}: variant \"{}\"".format(run_name, variant.name)
        check_changes(what, [field for field in recipe if field not in run], variant.changes)
        changed = merge_recipe(recipe, variant.changes)
        for other, known in recipes:
            if known == changed:
                fail("{} has the recipe of {}; expected one that no other has".format(
                    what,
                    "variant \"%s\"" % other.name if other else "the run without variant",
                ))
        recipes.append((variant, changed))
    return recipes

def _label_seed(grid, label, seed):
    follows = is_drawn(label) and len(grid.seeds) > 1 and not grid.one_draw
    return seed if follows else _DEFAULT_LABEL_SEED

def _run_name(profile_name, run):
    """Without what a variant and the grid's suffix add."""
    name = "_".join([profile_name, run["dataset"], run["encoder"], run["label"]["kind"]])
    if run["train_fraction_percent"] != "100":
        name += "_p" + run["train_fraction_percent"].replace(".", "_")
    if run["seed"] != _DEFAULT_SEED:
        name += "_s%d" % run["seed"]
    if run["label"]["seed"] != _DEFAULT_LABEL_SEED:
        name += "_d%d" % run["label"]["seed"]
    return name

def _combinations(profile_name, grid, user_labels):
    """What tells the runs of a grid apart, in a recipe's form."""
    users = user_labels if grid.user_labels else {}
    datasets = grid.datasets + (user_datasets_of(profile_name) if grid.user_datasets else [])
    return [
        {
            "dataset": dataset,
            "encoder": encoder,
            "label": {"kind": label, "seed": _label_seed(grid, label, seed)},
            "seed": seed,
            "train_fraction_percent": fraction,
        }
        for dataset in datasets
        for encoder in grid.encoders
        for label in grid.labels + [name for name in users if dataset in users[name].datasets]
        for fraction in grid.fractions
        for seed in grid.seeds
    ]

def profile_runs(name, profile, table = None, user_labels = USER_KINDS):
    """The runs of a profile, or of one table or figure of it.

    Args:
      name: of the profile.
      profile: see profile().
      table: "table1", ..., one of the profile's `grids`; None for the runs of all.
      user_labels: dict from name to label_kind(): the kinds behind those that the grids name.
    Returns:
      Structs with name, profile (its name), tables, dataset, encoder, label, variant (one of the
      grid's, or None), recipe and segments. A run that several tables share comes once.
    """
    recipes = {}
    segments = {}
    tables = {}
    shown = [table] if table else profile.grids
    for table_name, grid in [(of, grid) for of in shown for grid in profile.grids.get(of, [])]:
        for run in _combinations(name, grid, user_labels):
            plain_name = _run_name(name, run)
            for varied in _recipes(profile, grid, run, plain_name):
                variant = varied[0]
                run_name = plain_name + ("_" + variant.name if variant else "") + grid.suffix
                if recipes.setdefault(run_name, varied) != varied:
                    fail("run {}: two recipes or variants, one of them in {}; give one of the grids a suffix, or the variant another name".format(run_name, table_name))
                tables.setdefault(run_name, []).append(table_name)
                if grid.segments and segments.setdefault(run_name, grid.segments) != grid.segments:
                    fail("run {}: {} segments, and {} in {}; expected the same number in all grids that say one".format(run_name, segments[run_name], grid.segments, table_name))
    return [
        struct(
            dataset = recipe["dataset"],
            encoder = recipe["encoder"],
            label = recipe["label"]["kind"],
            name = run_name,
            on_device = profile.on_device,
            profile = name,
            recipe = recipe,
            segments = segments.get(run_name, profile.segments),
            tables = tables[run_name],
            variant = variant,
        )
        for run_name, (variant, recipe) in recipes.items()
    ]
