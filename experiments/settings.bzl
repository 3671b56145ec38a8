"""Command-line settings of the experiments."""

SettingInfo = provider(
    "The value of a command-line setting.",
    fields = {"value": "A string, a list of strings or a bool."},
)

def _choice_impl(ctx):
    value = ctx.build_setting_value
    if value not in ctx.attr.choices:
        fail("--{}={}: unknown value; expected one of: {}".format(
            str(ctx.label).lstrip("@"),
            value,
            ", ".join(ctx.attr.choices),
        ))
    return SettingInfo(value = value)

choice_setting = rule(
    doc = "A string flag that refuses any value but its choices.",
    implementation = _choice_impl,
    build_setting = config.string(flag = True),
    attrs = {"choices": attr.string_list(mandatory = True)},
)

def _switch_impl(ctx):
    return SettingInfo(value = ctx.build_setting_value)

switch_setting = rule(
    doc = "A flag that is on or off.",
    implementation = _switch_impl,
    build_setting = config.bool(flag = True),
)

def _list_impl(ctx):
    return SettingInfo(value = [name for name in ctx.build_setting_value.split(",") if name])

list_setting = rule(
    doc = "A flag that is a list of names, with commas between them.",
    implementation = _list_impl,
    build_setting = config.string(flag = True),
)
