"""Tests of fpdata, in the folders of what they test."""

import os

# The workers of pytest-xdist have a size of their own, which a console would keep from when it is first imported.
for _name in ("COLUMNS", "LINES"):
    os.environ.pop(_name, None)
