"""Mutate packages at random and compare the issues that the two engines of the check find in them."""
