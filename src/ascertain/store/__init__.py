"""The log file: tables, the one write door, the journal, queries. No Qt."""
