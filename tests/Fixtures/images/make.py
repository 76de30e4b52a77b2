#!/usr/bin/env python3
"""Makes the pictures in this folder with PIL: six squares of 8 x 8 pixels, red, green, blue; black, grey, yellow."""
import os
import struct
import zlib

from PIL import Image

os.chdir(os.path.dirname(os.path.abspath(__file__)))
COLOURS = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (0, 0, 0), (128, 128, 128), (255, 255, 0)]
JPEG = {"quality": 95, "subsampling": 0}

image = Image.new("RGB", (24, 16))
for i, colour in enumerate(COLOURS):
    x, y = i % 3 * 8, i // 3 * 8
    image.paste(colour, (x, y, x + 8, y + 8))
image.save("rgb.png")
image.save("rgb.bmp")
image.save("rgb.gif")
image.save("rgb.webp", lossless=True)
image.save("rgb.jpg", **JPEG)
image.save("progressive.jpg", progressive=True, **JPEG)
image.convert("CMYK").save("cmyk.jpg", **JPEG)
image.convert("L").save("grey.png")
image.convert("L").save("grey.jpg", quality=95)
image.convert("1", dither=0).save("one-bit.png")
image.quantize(6).save("palette.png", optimize=True)
image.quantize(6).save("palette-transparent.png", transparency=0)

alpha = Image.new("L", (24, 16), 255)
alpha.paste(0, (0, 0, 8, 8))
alpha.paste(128, (8, 0, 16, 8))
transparent = image.convert("RGBA")
transparent.putalpha(alpha)
transparent.save("alpha.png")
transparent.save("alpha.webp", lossless=True, exact=True)

second = Image.new("RGB", (24, 16), (9, 9, 9))
for name in ("animated.gif", "animated.webp", "animated.png"):
    options = {"lossless": True} if name.endswith("webp") else {}
    image.save(name, save_all=True, append_images=[second], duration=100, **options)

# Each file holds the picture turned so that its orientation tag turns it back.
turn = Image.Transpose
turns = [None, turn.FLIP_LEFT_RIGHT, turn.ROTATE_180, turn.FLIP_TOP_BOTTOM, turn.TRANSPOSE, turn.ROTATE_90, turn.TRANSVERSE, turn.ROTATE_270]
for orientation, undo in enumerate(turns, start=1):
    exif = Image.Exif()
    exif[0x112] = orientation
    (image if undo is None else image.transpose(undo)).save(f"exif-{orientation}.jpg", exif=exif, **JPEG)


def png(width, height, depth, colour_type, rows):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def sixteen_bit(picture):
    data = list(picture.tobytes())
    width = len(data) // picture.height
    lines = [data[y * width:(y + 1) * width] for y in range(picture.height)]
    return b"".join(b"\0" + b"".join(struct.pack(">H", value * 257) for value in line) for line in lines)


for name, content in {
    "sixteen-bit.png": png(24, 16, 16, 2, sixteen_bit(image)),
    "sixteen-bit-grey.png": png(24, 16, 16, 0, sixteen_bit(image.convert("L"))),
    "huge.png": png(100_000, 100_000, 8, 2, b"\0" * 100),
    "zero-size.png": png(0, 16, 8, 2, b"\0"),
    "not-an-image.jpg": b"This is a text file whose name ends in .jpg.\n",
}.items():
    with open(name, "wb") as file:
        file.write(content)
