"""Forms that are not saved yet: what stands in their boxes as text, and when it is kept on disk."""
