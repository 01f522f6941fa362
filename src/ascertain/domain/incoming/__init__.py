"""Rows that come from elsewhere: what their columns mean, what stands in their cells, and how they stand to the log."""
