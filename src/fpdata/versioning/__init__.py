"""Versioning: snapshots, diffs, baselines, releases, and merging in git."""
