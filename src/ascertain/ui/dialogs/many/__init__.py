"""Changing many incidents at once: which fields, what they become, and a look at it before."""
