"""The incident table: ids, a bounded cache of rows, and columns from the fields."""
