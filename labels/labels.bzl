"""Label sets as build artefacts.

    label_set(
        name = "shapes10_mine",
        dataset = "//datasets:shapes10",
        kind = "mine",
        npy = "mine.npy",
    )
"""

load("@bert_model//:available.bzl", BERT_MISSING = "MISSING")
load("@paper_labels//:available.bzl", "PAPER_LABELS_AVAILABLE", "PAPER_LABELS_MISSING")
load("@word_vectors//:available.bzl", GLOVE_MISSING = "MISSING")
load("//labels:catalogue.bzl", "COMPUTED_KINDS", "EMBEDDING_KINDS", "LABEL_KINDS", "voice_source")
load("//lib/data:dataset.bzl", "DatasetInfo", "folder_of")

LabelSetInfo = provider(
    "A label set.",
    fields = {
        "dataset": "Name of the data set.",
        "file": "File: LabelSet.",
        "kind": "Label kind, or the user's own name for it.",
        "recordings": "Files 0.wav, 1.wav, ... that it is made from, or a folder of them; empty for most.",
    },
)

# What the kinds of this input are made with, and why that is not there (empty: it is).
_MODELS = {
    "bert_model": struct(files = "@bert_model//:files", missing = BERT_MISSING),
    "word_vectors": struct(files = "@word_vectors//:files", missing = GLOVE_MISSING),
}

def _label_set_impl(ctx):
    if ctx.attr.missing:
        # In the analysis, before anything is trained.
        fail("{}: {}".format(ctx.label, ctx.attr.missing))
    dataset = ctx.attr.dataset[DatasetInfo]
    output = ctx.actions.declare_file(ctx.label.name + ".pb")
    inputs = [dataset.class_names]
    arguments = ctx.actions.args()
    arguments.add(ctx.attr.kind, format = "--kind=%s")
    arguments.add(ctx.attr.source, format = "--source=%s")
    arguments.add(ctx.attr.seed, format = "--seed=%s")
    arguments.add(dataset.class_names, format = "--class_names=%s")
    if ctx.files.wavs:
        arguments.add(folder_of(ctx.files.wavs), format = "--wavs=%s")

        # Another release of the sound libraries may give other samples.
        inputs += ctx.files.wavs + [ctx.file._versions]
    if ctx.file.word_vectors:
        arguments.add(ctx.file.word_vectors, format = "--glove=%s")
        inputs.append(ctx.file.word_vectors)
    if ctx.files.bert_model:
        arguments.add(folder_of(ctx.files.bert_model), format = "--bert=%s")

        # Another release of the Unicode tables may take a name apart differently.
        inputs += ctx.files.bert_model + [ctx.file._versions]
    if ctx.file.npy:
        arguments.add(ctx.file.npy, format = "--npy=%s")
        inputs.append(ctx.file.npy)
    if ctx.file.npy_order:
        arguments.add(ctx.file.npy_order, format = "--npy_order=%s")
        inputs.append(ctx.file.npy_order)
    arguments.add(output, format = "--out=%s")

    # One bad file must not keep the other runs out of a table.
    arguments.add("--failure_is_label_set")
    ctx.actions.run(
        executable = ctx.executable._maker,
        arguments = [arguments],
        inputs = depset(inputs, transitive = [ctx.attr._maker[DefaultInfo].default_runfiles.files]),
        outputs = [output],
        mnemonic = "MakeLabels",
        progress_message = "Making labels " + ctx.label.name,
    )
    return [
        DefaultInfo(files = depset([output]), runfiles = ctx.runfiles([output])),
        LabelSetInfo(
            dataset = dataset.name,
            file = output,
            kind = ctx.attr.kind,
            recordings = ctx.files.wavs,
        ),
    ]

label_set = rule(
    doc = "Makes a label set file (results/label_set.proto) for a data set's classes.",
    implementation = _label_set_impl,
    attrs = {
        "bert_model": attr.label(allow_files = True, doc = "The files of a BERT model's folder."),
        "dataset": attr.label(mandatory = True, providers = [DatasetInfo]),
        "kind": attr.string(mandatory = True, doc = "A name of LABEL_KINDS, or a name of your own with `npy`."),
        "missing": attr.string(doc = "What to get first; nothing can be made without it."),
        "npy": attr.label(allow_single_file = [".npy"], doc = "One array for each class."),
        "npy_order": attr.label(allow_single_file = True, doc = "Class of each array of `npy`, one name a line, where that is not the data set's order."),
        "seed": attr.int(default = 0),
        "source": attr.string(doc = "What the recordings are, for the recipe."),
        "wavs": attr.label_list(allow_files = True, doc = "0.wav, 1.wav, ..., one a class, or a folder of them."),
        "word_vectors": attr.label(allow_single_file = True, doc = "Text file of GloVe's."),
        "_maker": attr.label(default = "//labels:make_labels", executable = True, cfg = "target"),
        "_versions": attr.label(default = "@system//:versions.txt", allow_single_file = True),
    },
)

def _espeak_wavs_impl(ctx):
    dataset = ctx.attr.dataset[DatasetInfo]
    folder = ctx.actions.declare_directory(ctx.label.name)
    ctx.actions.run(
        executable = ctx.file._speak,
        arguments = [ctx.file._espeak.path, ctx.attr.voice, dataset.class_names.path, folder.path],
        # Another release of the synthesizer speaks differently.
        inputs = [ctx.file._espeak, dataset.class_names, ctx.file._version, ctx.file._versions],
        outputs = [folder],
        mnemonic = "Speak",
        progress_message = "Speaking the class names of " + dataset.name,
    )
    return [DefaultInfo(files = depset([folder]))]

espeak_wavs = rule(
    doc = "A folder with each class name spoken by espeak-ng: 0.wav, 1.wav, ...",
    implementation = _espeak_wavs_impl,
    attrs = {
        "dataset": attr.label(mandatory = True, providers = [DatasetInfo]),
        "voice": attr.string(default = "en-us", doc = "One of `espeak-ng --voices`."),
        "_espeak": attr.label(default = "@espeak//:espeak-ng.sh", allow_single_file = True),
        "_speak": attr.label(default = "//labels:speak.sh", allow_single_file = True),
        "_version": attr.label(default = "@espeak//:version.txt", allow_single_file = True),
        "_versions": attr.label(default = "@system//:versions.txt", allow_single_file = True),
    },
)

def _speech_inputs(dataset, recordings):
    """source and wavs of the kinds that are made from recordings, by //labels:speech_source."""
    espeak = [":%s_espeak" % dataset]
    are_of_paper = recordings and recordings.startswith("@paper_labels//")
    if recordings and (PAPER_LABELS_AVAILABLE or not are_of_paper):
        return struct(
            source = select({
                "//labels:speech_is_espeak": "espeak",
                "//conditions:default": "recordings",
            }),
            wavs = select({
                "//labels:speech_is_espeak": espeak,
                "//conditions:default": [recordings],
            }),
        )

    # Refused in the analysis, before anything is trained.
    settings = ["//labels:speech_is_espeak"]
    refusal = PAPER_LABELS_MISSING
    if not recordings:
        settings.append("//labels:speech_is_profile")
        refusal = "there are no recordings for {}; use --//labels:speech_source=espeak".format(dataset)
    return struct(
        source = select({setting: "espeak" for setting in settings}, no_match_error = refusal),
        wavs = select({setting: espeak for setting in settings}, no_match_error = refusal),
    )

def _voice_inputs(dataset, kind, tags):
    """Those of a kind that has a voice of its own, which it declares."""
    recordings = "{}_{}_espeak".format(dataset, kind)
    voice = LABEL_KINDS[kind].voice
    espeak_wavs(
        name = recordings,
        dataset = "//datasets:" + dataset,
        tags = tags,
        voice = voice,
    )
    return struct(source = voice_source(voice), wavs = [":" + recordings])

def labels_for(dataset, recordings = None, tags = []):
    """Declares <dataset>_<kind> for every kind that needs no file, and <dataset>_espeak.

    Args:
      dataset: name of the data set.
      recordings: files 0.wav, 1.wav, ... in the data set's class order; None where there are none.
      tags: of all targets.
    """
    target = "//datasets:" + dataset
    espeak_wavs(
        name = dataset + "_espeak",
        dataset = target,
        tags = tags,
    )
    speech = _speech_inputs(dataset, recordings)
    for kind in COMPUTED_KINDS:
        inputs = struct(source = "", wavs = [])
        if LABEL_KINDS[kind].voice:
            inputs = _voice_inputs(dataset, kind, tags)
        elif LABEL_KINDS[kind].input == "wavs":
            inputs = speech
        label_set(
            name = "{}_{}".format(dataset, kind),
            dataset = target,
            kind = kind,
            source = inputs.source,
            tags = tags,
            wavs = inputs.wavs,
        )

def missing_model(kind):
    """Why the labels of an embedding kind, a name, cannot be made; empty where they can."""
    return _MODELS[LABEL_KINDS[kind].input].missing

def labels_from_models(dataset):
    """Declares <dataset>_<kind> for every kind that is made with a model that the user brings."""
    for kind in EMBEDDING_KINDS:
        model = _MODELS[LABEL_KINDS[kind].input]
        label_set(
            name = "{}_{}".format(dataset, kind),
            dataset = "//datasets:" + dataset,
            kind = kind,
            missing = model.missing,
            tags = ["manual"],
            **({} if model.missing else {LABEL_KINDS[kind].input: model.files})
        )

def labels_from_files(kinds):
    """Declares <dataset>_<kind> for every .npy file.

    Args:
      kinds: dict from name to label_kind().
    """
    for name, kind in kinds.items():
        for dataset, npy in kind.npy.items():
            label_set(
                name = "{}_{}".format(dataset, name),
                dataset = "//datasets:" + dataset,
                kind = name,
                npy = npy,
                npy_order = kind.class_order.get(dataset),
                # The file may have to be fetched.
                tags = ["manual"],
            )
