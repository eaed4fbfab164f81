"""Prints floats of all magnitudes, as their bits and as Python writes them."""
import json
import math
import random
import struct

random.seed(1)
for index in range(5000):
    exponent = random.randint(-30, 30) if index % 2 else random.randint(-300, 300)
    value = round(random.uniform(-10, 10), random.randint(0, 17)) * 10.0**exponent
    if math.isfinite(value):
        print(json.dumps({"bits": struct.unpack("<q", struct.pack("<d", value))[0], "repr": repr(value)}))
