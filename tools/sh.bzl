"""A test that is a script, given files that Bazel builds."""

def script_test(name, inputs = [], args = [], data = [], size = "small", script = None, **kwargs):
    """Runs `script` (NAME.sh if it is not given) with `args`, then the paths of the `inputs`.

    Args:
      name: name of the test.
      inputs: labels; each becomes as many arguments as it has files.
      args: arguments before those.
      data: what the script needs beyond its inputs.
      size: size of the test.
      script: file of the script.
      **kwargs: passed to the test.
    """
    native.sh_test(
        name = name,
        size = size,
        srcs = [script or name + ".sh"],
        args = args + ["$(rootpaths {})".format(label) for label in inputs],
        data = {label: True for label in data + inputs}.keys(),
        **kwargs
    )
