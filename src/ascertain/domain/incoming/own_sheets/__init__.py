"""The log's own sheets: how the values of a record stand in cells, and how such cells are read again after a
spreadsheet program had them."""
