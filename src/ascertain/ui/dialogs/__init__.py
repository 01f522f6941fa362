"""Windows that ask one thing: export, columns, sort, status, tags, links, saved views, first start, help."""
