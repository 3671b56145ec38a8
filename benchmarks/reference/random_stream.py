"""The named random streams of lib/base/random_stream.h, in NumPy."""

import hashlib

import numpy as np

_MASK = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_ROUNDS = 10
_BLOCKS_AT_ONCE = 1 << 18


def _philox(counters, key):
    """Philox 4x32-10 of [n, 4] counters (uint64 holding 32 bits each); returns [n, 4] uint32."""
    c0, c1, c2, c3 = (counters[:, i].copy() for i in range(4))
    k0, k1 = key
    for _ in range(_ROUNDS):
        product0 = c0 * np.uint64(0xD2511F53)
        product1 = c2 * np.uint64(0xCD9E8D57)
        c0, c1, c2, c3 = (
            (product1 >> _SHIFT) ^ c1 ^ np.uint64(k0),
            product1 & _MASK,
            (product0 >> _SHIFT) ^ c3 ^ np.uint64(k1),
            product0 & _MASK,
        )
        k0 = (k0 + 0x9E3779B9) & 0xFFFFFFFF
        k1 = (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return np.stack([c0, c1, c2, c3], axis=1).astype(np.uint32)


def uint32s(seed, purpose, count, index=0):
    """The first `count` draws of the stream."""
    digest = hashlib.sha256(f"labelrep/{purpose}/{seed}".encode()).digest()
    key = (int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:8], "little"))
    blocks = -(-count // 4)
    out = np.empty((blocks, 4), np.uint32)
    for start in range(0, blocks, _BLOCKS_AT_ONCE):
        numbers = np.arange(start, min(start + _BLOCKS_AT_ONCE, blocks), dtype=np.uint64)
        counters = np.zeros((len(numbers), 4), np.uint64)
        counters[:, 0] = numbers & _MASK
        counters[:, 1] = numbers >> _SHIFT
        counters[:, 2] = index & 0xFFFFFFFF
        counters[:, 3] = index >> 32
        out[start : start + len(numbers)] = _philox(counters, key)
    return out.reshape(-1)[:count]


def floats(seed, purpose, count, index=0):
    """In [0, 1), as NextFloat: float32."""
    return (uint32s(seed, purpose, count, index) >> 8).astype(np.float32) * np.float32(2.0**-24)


def doubles(seed, purpose, count, index=0):
    """In [0, 1), as NextDouble."""
    draws = uint32s(seed, purpose, 2 * count, index).reshape(-1, 2)
    return ((draws[:, 0] >> 5) * 2.0**26 + (draws[:, 1] >> 6)) * 2.0**-53


def normals(seed, purpose, count, index=0):
    """Standard normal float64, as NextNormal; the last bit depends on the machine's log and cos."""
    pairs = doubles(seed, purpose, 2 * (-(-count // 2)), index).reshape(-1, 2)
    radius = np.sqrt(-2.0 * np.log(1.0 - pairs[:, 0]))
    angle = 2.0 * np.pi * pairs[:, 1]
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).reshape(-1)[:count]


class Stream:
    """The stream one draw at a time, for draws whose number is not known beforehand."""

    def __init__(self, seed, purpose, index=0):
        self._seed, self._purpose, self._index = seed, purpose, index
        self._draws, self._next = [], 0

    def next_uint32(self):
        if self._next == len(self._draws):
            # All draws so far are drawn again: doubling keeps that cheap.
            count = max(1024, 2 * len(self._draws))
            self._draws = uint32s(self._seed, self._purpose, count, self._index).tolist()
        self._next += 1
        return self._draws[self._next - 1]

    def next_below(self, bound):
        """Uniform in [0, bound), as NextBelow."""
        rejected = 2**32 % bound
        while True:
            draw = self.next_uint32()
            if draw >= rejected:
                return draw % bound

    def permutation(self, n):
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self.next_below(i + 1)
            order[i], order[j] = order[j], order[i]
        return order
