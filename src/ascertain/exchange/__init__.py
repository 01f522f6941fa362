"""File formats in and out, as registered importers and exporters. No Qt, no SQL."""
