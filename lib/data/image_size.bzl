"""The size of a data set's images where nothing else is said."""

# Height and width in pixels; kCifarImageSize of image_set.h.
CIFAR_IMAGE_SIZE = 32
