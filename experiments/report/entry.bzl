"""An entry in the catalogue of tables or figures: catalogue.bzl of experiments/tables, figures and robustness."""

def entry(
        form,
        title,
        grids = [],
        attacks = False,
        unattacked_grids = [],
        transfers = False,
        measurement = None,
        answers = False,
        options = {},
        attributes = {},
        deps = [],
        of_profile = True,
        tags = ["manual"]):
    """A table or figure.

    Args:
      form: the file of the folder that makes it, without ".cc": it registers a function of this
        name, which is <what>_table or <what>_figure.
      title: what stands above it.
      grids: of the profiles: whose runs it is made of.
      attacks: whether it is made of the attacks on them.
      unattacked_grids: whose runs it is made of besides, without attacks.
      transfers: whether also of images that were made against other models.
      measurement: package with a target of each run's name: another measurement of its model.
      answers: of a table: whether `bazel run` takes files of listeners' answers.
      options: further fields of its ReportSpec in message_text()'s form.
      attributes: of the rule (report.bzl) where it is made of no runs.
      deps: what its file includes besides the report core, once for each form.
      of_profile: False for one that is the same under every profile, which its folder declares.
      tags: of its target.
    Returns:
      A struct for TABLES and the like.
    """
    return struct(
        answers = answers,
        attacks = attacks,
        attributes = attributes,
        deps = deps,
        form = form,
        grids = grids,
        measurement = measurement,
        of_profile = of_profile,
        options = options,
        tags = tags,
        title = title,
        transfers = transfers,
        unattacked_grids = unattacked_grids,
    )
