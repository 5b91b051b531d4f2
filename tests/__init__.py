"""Tests of fpdata, in the folders of what they test."""

import os
import sys

# Every worker reads all tests, and the tests start hundreds of commands. Without bytecode, each of them would compile
# every module anew, which takes as long as what it is started for.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# The workers of pytest-xdist have a size of their own, which a console would keep from when it is first imported.
for _name in ("COLUMNS", "LINES"):
    os.environ.pop(_name, None)
