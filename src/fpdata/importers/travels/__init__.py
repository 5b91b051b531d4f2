"""Travels abroad of Presidents and Secretaries of State."""
