"""Data sets as targets: folders of files in CIFAR's binary layout (lib/data/cifar.h)."""

load("//lib/data:image_size.bzl", "CIFAR_IMAGE_SIZE")

DatasetInfo = provider(
    "A data set. All its files lie in one folder, class_names.dirname.",
    fields = {
        "class_names": "File with one class name a line, in the order of the labels.",
        "files": "depset of all files, class_names among them.",
        "name": "Name of the data set: \"shapes10\".",
        "train_index": "File: TrainIndex (train_index.proto).",
    },
)

# Says another in the folder of a data set (lib/data/cifar_records.h).
_IMAGE_SIZE_FILE = "image_size.txt"

# What lib/data/procedural.h writes for each variant: the files, and which has the class names.
_SHAPES_FILES = {
    "shapes10": ["data_batch_1.bin", "test_batch.bin", "batches.meta.txt"],
    "shapes100": ["train.bin", "test.bin", "coarse_label_names.txt", "fine_label_names.txt"],
}
_CLASS_NAMES = ["batches.meta.txt", "fine_label_names.txt"]

def folder_of(files):
    """Path of the one folder that holds all the files, or that is the one file."""
    if len(files) == 1 and files[0].is_directory:
        return files[0].path
    folders = {file.dirname: True for file in files}.keys()
    if len(folders) != 1:
        fail("expected the files in one folder; found: " + ", ".join(folders))
    return folders[0]

def _dataset(ctx, files):
    class_names = [file for file in files if file.basename in _CLASS_NAMES]
    if len(class_names) != 1:
        fail("one file of {} expected among the files of the data set; found: {}".format(
            " or ".join(_CLASS_NAMES),
            ", ".join([file.basename for file in files]),
        ))
    return [
        DefaultInfo(files = depset(files), runfiles = ctx.runfiles(files)),
        DatasetInfo(
            class_names = class_names[0],
            files = depset(files),
            name = ctx.label.name,
            train_index = _index(ctx, folder_of(files), files),
        ),
    ]

def _index(ctx, folder, files):
    index = ctx.actions.declare_file(ctx.label.name + "_train_index.pb")
    arguments = ctx.actions.args()
    arguments.add("--data=" + folder)
    arguments.add(ctx.attr.classes, format = "--classes=%s")
    arguments.add(ctx.attr.train_images, format = "--train_images=%s")
    arguments.add(ctx.attr.test_images, format = "--test_images=%s")
    arguments.add(ctx.attr.image_size, format = "--image_size=%s")
    arguments.add(index, format = "--out=%s")
    runfiles = ctx.attr._make_train_index[DefaultInfo].default_runfiles.files
    ctx.actions.run(
        executable = ctx.executable._make_train_index,
        arguments = [arguments],
        inputs = depset(files, transitive = [runfiles]),
        outputs = [index],
        mnemonic = "IndexImages",
        progress_message = "Indexing the training images of " + ctx.label.name,
    )
    return index

def _image_size_files(ctx):
    return [] if ctx.attr.image_size == CIFAR_IMAGE_SIZE else [_IMAGE_SIZE_FILE]

_INDEX_ATTRS = {
    "classes": attr.int(mandatory = True, doc = "Known number of classes; another is an error."),
    "image_size": attr.int(default = CIFAR_IMAGE_SIZE, doc = "Height and width of the images, pixels."),
    "test_images": attr.int(mandatory = True, doc = "Known number of test images."),
    "train_images": attr.int(mandatory = True, doc = "Known number of images in the training files."),
    "_make_train_index": attr.label(default = "//lib/data:make_train_index", executable = True, cfg = "target"),
}

def _shapes_dataset_impl(ctx):
    files = [
        ctx.actions.declare_file(ctx.label.name + "/" + name)
        for name in _SHAPES_FILES[ctx.attr.variant] + _image_size_files(ctx)
    ]
    arguments = ctx.actions.args()
    arguments.add(ctx.attr.variant, format = "--variant=%s")
    arguments.add(ctx.attr.seed, format = "--seed=%s")
    arguments.add(ctx.attr.image_size, format = "--image_size=%s")
    arguments.add("--out=" + files[0].dirname)
    ctx.actions.run(
        executable = ctx.executable._make_shapes,
        arguments = [arguments],
        inputs = ctx.attr._make_shapes[DefaultInfo].default_runfiles.files,
        outputs = files,
        mnemonic = "MakeShapes",
        progress_message = "Drawing the data set " + ctx.label.name,
    )
    return _dataset(ctx, files)

shapes_dataset = rule(
    implementation = _shapes_dataset_impl,
    doc = "A variant of the embedded data set.",
    attrs = dict(
        _INDEX_ATTRS,
        seed = attr.int(default = 0),
        variant = attr.string(mandatory = True, values = _SHAPES_FILES.keys()),
        _make_shapes = attr.label(default = "//lib/data:make_shapes", executable = True, cfg = "target"),
    ),
)

def _files_dataset_impl(ctx):
    """The files as they lie, or beside a file that says the size of the images where none does."""
    files = ctx.files.files
    if _IMAGE_SIZE_FILE in [file.basename for file in files] or not _image_size_files(ctx):
        return _dataset(ctx, files)
    size = ctx.actions.declare_file("{}/{}".format(ctx.label.name, _IMAGE_SIZE_FILE))
    ctx.actions.write(size, "{}\n".format(ctx.attr.image_size))
    links = [size]
    for file in files:
        link = ctx.actions.declare_file("{}/{}".format(ctx.label.name, file.basename))
        ctx.actions.symlink(output = link, target_file = file)
        links.append(link)
    return _dataset(ctx, links)

_files_dataset = rule(
    implementation = _files_dataset_impl,
    attrs = dict(
        _INDEX_ATTRS,
        files = attr.label_list(allow_files = True, mandatory = True),
    ),
)

def cifar_dataset(name, files, tags = [], **kwargs):
    """A data set of files in CIFAR-10's or CIFAR-100's binary layout.

    Args:
      name: name of the target and of the data set.
      files: labels of the files, all in one folder, the class names among them.
      tags: tags of the target; manual is added, as building the target may download the files.
      **kwargs: passed to the rule: classes, train_images, test_images, image_size.
    """
    _files_dataset(
        name = name,
        files = files,
        tags = tags + ["manual"],
        **kwargs
    )
