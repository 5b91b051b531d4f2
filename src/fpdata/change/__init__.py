"""Changing: records added, edited, moved and compared, and versions released; each change whole or not at all."""
