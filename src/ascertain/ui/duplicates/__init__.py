"""Incidents that may be one and the same: side by side, decided one by one, and merged."""
