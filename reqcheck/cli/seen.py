"""
Who was seen already, in a table whose size does not depend on how many they are.
"""

from __future__ import annotations

from hashlib import blake2b
from mmap import mmap

#: A slot holds a hash and a place, in 16 bytes; memory is only taken where slots are used.
SLOTS = 1 << 20
#: How many names are remembered at most.
REMEMBERED = SLOTS * 3 // 4
#: Marks a place whose name was met again.
AGAIN = 1 << 63


class Seen:
    """
    The first place of each name, for the first 786,432 names: 16 MiB at most.

    Names are known by hashes of 64 bits.  That two of so many names have the same one by accident
    happens once in 60 million runs.
    """

    def __init__(self) -> None:
        self._table = memoryview(mmap(-1, 16 * SLOTS)).cast("Q")
        self.names = 0

    @property
    def full(self) -> bool:
        """
        No more names are remembered.
        """
        return self.names >= REMEMBERED

    def first(self, name: str, place: int) -> int | None:
        """
        Where a name was first met if this is the second time, else None; remembers it.
        """
        mark = _mark(name)
        slot = self._slot(mark)
        if self._table[slot] != mark:
            if not self.full:
                self._table[slot], self._table[slot + 1] = mark, place
                self.names += 1
            return None
        before = self._table[slot + 1]
        self._table[slot + 1] = before | AGAIN
        return None if before & AGAIN else before

    def _slot(self, mark: int) -> int:
        """
        Where a hash stands, or would stand.
        """
        slot = mark % SLOTS * 2
        while self._table[slot] not in (0, mark):
            slot = (slot + 2) % (2 * SLOTS)
        return slot


def _mark(name: str) -> int:
    """
    A hash that is never 0: that is an empty slot.
    """
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") or 1
