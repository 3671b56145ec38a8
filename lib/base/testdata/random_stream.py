"""Derives the golden values of random_stream_test.cc from the definition in random_stream.h alone:
python3 random_stream.py.

Philox 4x32-10: Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
"""

import hashlib
import math

MASK = 0xFFFFFFFF


def philox(counter, key):
    counter, key = list(counter), list(key)
    for _ in range(10):
        product0 = 0xD2511F53 * counter[0]
        product1 = 0xCD9E8D57 * counter[2]
        counter = [
            (product1 >> 32) ^ counter[1] ^ key[0],
            product1 & MASK,
            (product0 >> 32) ^ counter[3] ^ key[1],
            product0 & MASK,
        ]
        key = [(key[0] + 0x9E3779B9) & MASK, (key[1] + 0xBB67AE85) & MASK]
    return counter


class RandomStream:
    def __init__(self, seed, purpose, index=0):
        digest = hashlib.sha256(f"labelrep/{purpose}/{seed}".encode()).digest()
        self.key = [int.from_bytes(digest[0:4], "little"), int.from_bytes(digest[4:8], "little")]
        self.index = index
        self.offset = 0
        self.draws = []
        self.spare = None

    def uint32(self):
        if not self.draws:
            offset, index = self.offset, self.index
            self.draws = philox([offset & MASK, offset >> 32, index & MASK, index >> 32], self.key)
            self.offset += 1
        return self.draws.pop(0)

    def float(self):
        return (self.uint32() >> 8) / 2**24

    def double(self):
        return ((self.uint32() >> 5) * 2**26 + (self.uint32() >> 6)) / 2**53

    def below(self, bound):
        while True:
            draw = self.uint32()
            if draw >= 2**32 % bound:
                return draw % bound

    def normal(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        radius = math.sqrt(-2 * math.log(1 - self.double()))
        angle = 2 * math.pi * self.double()
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)

    def permutation(self, n):
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self.below(i + 1)
            order[i], order[j] = order[j], order[i]
        return order


if __name__ == "__main__":
    stream = RandomStream(7, "init/conv1.weight")
    print("uint32", [hex(stream.uint32()) for _ in range(6)])
    stream = RandomStream(2**64 - 1, "labels/random", 2**40 + 3)
    print("uint32, large seed and index", [hex(stream.uint32()) for _ in range(5)])
    stream = RandomStream(1, "test")
    print("float", [stream.float().hex() for _ in range(3)])
    stream = RandomStream(1, "test")
    print("double", [stream.double().hex() for _ in range(3)])
    stream = RandomStream(1, "test")
    # About half of the draws for the first bound are rejected.
    print("below", [stream.below(bound) for bound in [2**31 + 1] * 4 + [10] * 4 + [1]])
    stream = RandomStream(1, "test")
    print("normal", [repr(stream.normal()) for _ in range(4)])
    print("permutation", RandomStream(7, "epoch order", 2).permutation(10))
