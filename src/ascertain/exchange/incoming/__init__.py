"""Tables from elsewhere, read in a process of their own: one module for each kind of file, behind `table_process`."""
