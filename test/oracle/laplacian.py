"""Makes laplacian.json: cv2.Laplacian(grey, cv2.CV_64F).var() of the pictures that pictures.ts describes.
usage: python3 test/oracle/laplacian.py > test/oracle/laplacian.json"""
import json

import cv2
import numpy as np

SIZES = [(1, 1), (1, 9), (9, 1), (2, 2), (2, 7), (3, 3), (17, 13), (64, 48), (321, 241)]


def noise(w, h):
    out, state = np.empty(w * h, np.uint8), w * 65536 + h
    for i in range(w * h):
        state = (state * 1664525 + 1013904223) % 2**32
        out[i] = state >> 24
    return out.reshape(h, w)


def by_formula(f):
    return lambda w, h: np.array([[f(x, y, w) for x in range(w)] for y in range(h)], np.uint8)


DRAWINGS = {
    'noise': noise,
    'gradient': by_formula(lambda x, y, w: (3 * x + 5 * y) % 256),
    'edge': by_formula(lambda x, y, w: 200 if x >= w // 2 else 40),
    'checker': by_formula(lambda x, y, w: (x // 3 + y // 3) % 2 * 255),
    'flat': by_formula(lambda x, y, w: 77),
}

rows = [
    {'drawing': name, 'width': w, 'height': h, 'variance': float(cv2.Laplacian(draw(w, h), cv2.CV_64F).var())}
    for name, draw in DRAWINGS.items()
    for w, h in SIZES
]
print('[\n' + ',\n'.join('  ' + json.dumps(row) for row in rows) + '\n]')
