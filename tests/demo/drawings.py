"""The demo's pictures, drawn when they are asked for: the same bytes for the same name, at every start.

A picture's name begins with what it shows: `city-`, `hall-`, `hills-`, `portrait-`, `sea-`.
"""

from __future__ import annotations

import math
import random
import struct
import zlib
from collections.abc import Callable
from functools import lru_cache

WIDTH, HEIGHT = 640, 400
#: Palettes: the sky above, the sky below, four grounds from far to near, a light.
_PALETTES = (
    ("#27476e", "#f2d7b6", "#8d9db6", "#667c99", "#455f7c", "#22384f", "#fff3d6"),
    ("#3d6b6e", "#e9efd9", "#a3bfa8", "#719f85", "#447a66", "#204b41", "#fffbe3"),
    ("#59406b", "#f7c9a9", "#b58a9b", "#8a6580", "#5f4767", "#342a47", "#fff0c9"),
    ("#1f5a86", "#d9ecf5", "#a9c8da", "#74a3bf", "#44799b", "#1c4766", "#ffffff"),
    ("#6b5b45", "#f3e7d0", "#cbb391", "#a58a66", "#7a6349", "#48392a", "#fff8e8"),
)
_SKY = 64
#: The height of a layer's upper edge above its foot, at a column.
Outline = Callable[[int], float]


@lru_cache(maxsize=128)
def png(name: str) -> bytes:
    """The picture of that name as PNG, 640 by 400 pixels."""
    chance = random.Random(name)
    colours = [_rgb(colour) for colour in chance.choice(_PALETTES)]
    top, bottom = colours[:2]
    palette = [_between(top, bottom, step / (_SKY - 1)) for step in range(_SKY)] + colours[2:]
    columns = _columns(name.partition("-")[0], chance)
    return _encode(columns, palette)


@lru_cache(maxsize=8)
def icon(name: str) -> bytes:
    """A favicon: an ICO file that holds one PNG of 32 by 32 pixels."""
    chance = random.Random(name)
    light, dark = _rgb("#ffffff"), _rgb(chance.choice(_PALETTES)[0])
    columns = [bytes(1 if abs(x - 15.5) + abs(y - 15.5) < 11 else 0 for y in range(32)) for x in range(32)]
    image = _encode(columns, [dark, light])
    return struct.pack("<3H4B2H2I", 0, 1, 1, 32, 32, 0, 0, 1, 8, len(image), 22) + image


def _columns(kind: str, chance: random.Random) -> list[bytes]:
    """The picture's columns from left to right, a palette index for each pixel from the top down."""
    sky = bytes(min(_SKY - 1, y * _SKY // 300) for y in range(HEIGHT))
    columns = [bytearray(sky) for _ in range(WIDTH)]
    if kind not in ("hall", "portrait"):
        _disc(columns, chance.randint(120, 520), chance.randint(70, 150), chance.randint(22, 44), _SKY + 4)
    for layer in range(4):
        base = 190 + 55 * layer
        outline = _OUTLINES.get(kind, _hill)(chance, layer)
        for x, column in enumerate(columns):
            start = max(0, min(HEIGHT, int(base - outline(x))))
            column[start:] = bytes([_SKY + layer]) * (HEIGHT - start)
    if kind == "portrait":
        _person(columns, 320, 400, 105, _SKY + 3)
    if kind == "hall":
        for row in range(3):
            for seat in range(7 - row):
                _person(columns, 60 + 90 * seat + 40 * row + chance.randint(-8, 8), 330 + 40 * row, 24, _SKY + 1 + row)
    return [bytes(column) for column in columns]


def _hill(chance: random.Random, layer: int) -> Outline:
    waves = [(chance.uniform(0.004, 0.016), chance.uniform(0, 6.3), chance.uniform(8, 34)) for _ in range(3)]
    return lambda x: sum(height * math.sin(speed * x + shift) for speed, shift, height in waves)


def _wave(chance: random.Random, layer: int) -> Outline:
    speed, shift, height = 0.012 * (4 - layer) + 0.01, chance.uniform(0, 6.3), 4 + 3 * layer
    return lambda x: height * abs(math.sin(speed * x + shift))


def _roofs(chance: random.Random, layer: int) -> Outline:
    roofs, widths = [], 0
    while widths < WIDTH:
        width = chance.randint(28, 80)
        roofs += [chance.randint(10, 130 - 25 * layer)] * width
        widths += width
    return lambda x: roofs[x]


def _wall(chance: random.Random, layer: int) -> Outline:
    return lambda x: -60 if layer < 3 else 0


_OUTLINES = {"hills": _hill, "sea": _wave, "city": _roofs, "hall": _wall, "portrait": _hill}


def _disc(columns: list[bytearray], middle: int, height: int, radius: int, colour: int) -> None:
    for x in range(max(0, middle - radius), min(WIDTH, middle + radius)):
        reach = int(math.sqrt(radius**2 - (x - middle) ** 2))
        top, bottom = max(0, height - reach), min(HEIGHT, height + reach)
        columns[x][top:bottom] = bytes([colour]) * max(0, bottom - top)


def _person(columns: list[bytearray], middle: int, foot: int, size: int, colour: int) -> None:
    """A head above shoulders; `size` is half the shoulders' width in pixels."""
    _disc(columns, middle, foot - size, size, colour)
    for x in range(max(0, middle - size), min(WIDTH, middle + size)):
        top = max(0, foot - size)
        columns[x][top:HEIGHT] = bytes([colour]) * (HEIGHT - top)
    _disc(columns, middle, foot - int(2.3 * size), int(0.62 * size), colour)


def _encode(columns: list[bytes], palette: list[tuple[int, int, int]]) -> bytes:
    """PNG (W3C, third edition) with a palette: signature, IHDR, PLTE, IDAT, IEND."""
    width, height = len(columns), len(columns[0])
    pixels = b"".join(columns)
    rows = b"".join(b"\0" + pixels[y::height] for y in range(height))
    header = struct.pack(">2I5B", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", bytes(sum(palette, ()))), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _between(first: tuple[int, int, int], last: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, last, strict=True))
    return red, green, blue
