"""What can be asked of a log, by subject. `store.queries.Queries` is the door."""
