"""Masks of rows as text, as they go over the wire."""

import base64

import numpy as np
from numpy.typing import NDArray


def packed(mask: NDArray[np.bool_]) -> str:
    """Write a mask as base64, eight rows a byte, the first row in the highest bit."""
    return base64.b64encode(np.packbits(mask).tobytes()).decode()
